package io.gapwatch.agent.page;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.WebAddressText;
import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.http.Exchange;
import io.gapwatch.agent.http.HttpTrouble;
import io.gapwatch.agent.http.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Puts the files of the page, by HTTP PUT, at an address behind which their names follow, such as a
 * pre-authenticated one of Oracle's Object Storage. Who knows the address may write there: no text
 * of this class has it. What fails is tried again after the next run.
 *
 * @param state where what was sent is remembered
 * @param whole how long all files together may take
 */
record Publisher(Path state, Duration whole) {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final String NO_ADDRESS =
      "page.publish is not an address like https://host/path/; check how it was copied";

  private static final int NO_SUCH_ADDRESS = 404;
  private static final int FORBIDDEN = 403;
  private static final int NO_PUT = 405;
  private static final int NOT_MADE = 501;
  private static final int TOO_LARGE = 413;
  private static final int TOO_MANY = 429;
  private static final int FIRST_FAILURE = 300;
  private static final int FIRST_FAULT = 500;

  /**
   * Sends what has changed, the page itself last, but for badges of checks that there no longer
   * are.
   *
   * @return what went wrong, in words without the address
   */
  Optional<String> publish(Supplier<Secret> address, Map<String, String> files, Instant now) {
    Published published = Published.in(state);
    Optional<String> trouble = send(address, files, published, now);
    if (trouble.isPresent()) {
      published.failed(trouble.get(), now);
    } else {
      published.succeeded(now);
    }
    try {
      published.save();
    } catch (IOException e) {
      return trouble.or(
          () ->
              Optional.of(
                  "the page is published, but %s cannot be written: %s"
                      .formatted(state, FileTrouble.inWords(e))));
    }
    return trouble.map(
        why -> "could not publish the page: " + why + "; it is tried again after the next run");
  }

  private Optional<String> send(
      Supplier<Secret> address, Map<String, String> files, Published published, Instant now) {
    try {
      Secret secret = address.get();
      Optional<URI> base = base(secret);
      published.at(secret.reveal(), now);
      return base.isEmpty() ? Optional.of(NO_ADDRESS) : send(base.get(), files, published);
    } catch (GapwatchException e) {
      // The secret could not be had.
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<URI> base(Secret address) {
    return WebAddressText.parse(address.reveal().strip().replaceAll("/*$", "/"))
        .filter(uri -> uri.getRawQuery() == null && uri.getRawFragment() == null);
  }

  private Optional<String> send(URI base, Map<String, String> files, Published published) {
    long end = System.nanoTime() + whole.toNanos();
    Map<String, String> old = OldBadges.unknown(published.names(), files.keySet());
    Optional<String> trouble = send(base, files, published, end);
    if (trouble.isEmpty()) {
      trouble = send(base, old, published, end);
    }
    if (trouble.isEmpty()) {
      old.keySet().forEach(published::forget);
    }
    return trouble;
  }

  private Optional<String> send(
      URI base, Map<String, String> files, Published published, long end) {
    for (Map.Entry<String, String> file : files.entrySet()) {
      if (published.has(file.getKey(), file.getValue())) {
        continue;
      }
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (left.isNegative()) {
        return Optional.of(
            "%s did not take all files within %d s".formatted(base.getHost(), whole.toSeconds()));
      }
      Optional<String> trouble = put(base, file.getKey(), file.getValue(), left);
      if (trouble.isPresent()) {
        return trouble;
      }
      published.put(file.getKey(), file.getValue());
    }
    return Optional.empty();
  }

  private static Optional<String> put(URI base, String name, String text, Duration left) {
    Request request =
        Request.put(base.resolve(name), text.getBytes(StandardCharsets.UTF_8))
            .header("Content-Type", Pages.type(name))
            // A reader sees the state of a minute ago at most.
            .header("Cache-Control", "max-age=60");
    try {
      Answer answer =
          Exchange.of(request, left.compareTo(CONNECT) < 0 ? left : CONNECT, left).answer();
      return answer.status() < FIRST_FAILURE
          ? Optional.empty()
          : Optional.of(base.getHost() + " " + refusal(answer.status()));
    } catch (IOException e) {
      return Optional.of(base.getHost() + ": " + HttpTrouble.inWords(e));
    }
  }

  private static String refusal(int status) {
    String what =
        switch (status) {
          case NO_SUCH_ADDRESS, FORBIDDEN ->
              "no longer knows this address: it has expired or was removed; make a new one"
                  + " (gapctl up) and rotate the secret";
          case NO_PUT, NOT_MADE ->
              "does not accept PUT; give an address that does, such as the write address of a"
                  + " bucket";
          case TOO_LARGE -> "takes no file of this size";
          case TOO_MANY -> "is asked too often";
          default ->
              status >= FIRST_FAULT
                  ? "has trouble of its own"
                  : "refuses the files; check that the address is for writing, and ends where names"
                      + " of files follow";
        };
    return what + " (HTTP " + status + ")";
  }
}
