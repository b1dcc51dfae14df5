package io.gapwatch.infra.remote;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Messages to the operator's phone.
 *
 * @see <a href="https://pushover.net/api">Message API</a>
 */
public final class Pushover {
  private static final Duration TIME_OUT = Duration.ofSeconds(20);

  /** Characters; a longer message is refused. */
  private static final int LONGEST = 1024;

  private final URI base;
  private final Secret token;
  private final Secret user;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIME_OUT).build();

  Pushover(URI base, Secret token, Secret user) {
    this.base = base;
    this.token = token;
    this.user = user;
  }

  /** The one of PUSHOVER_TOKEN and PUSHOVER_USER; empty when either is missing. */
  public static Optional<Pushover> of(Map<String, String> environment, URI base) {
    String token = environment.getOrDefault("PUSHOVER_TOKEN", "").strip();
    String user = environment.getOrDefault("PUSHOVER_USER", "").strip();
    return token.isEmpty() || user.isEmpty()
        ? Optional.empty()
        : Optional.of(new Pushover(base, new Secret(token), new Secret(user)));
  }

  /**
   * Sends a message.
   *
   * @throws InfraException when Pushover refuses it or cannot be reached
   */
  public void send(String text) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/1/messages.json"))
            .timeout(TIME_OUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(text)))
            .build();
    try {
      HttpResponse<Void> response = client.send(request, BodyHandlers.discarding());
      if (response.statusCode() != 200) {
        throw new InfraException(
            "Pushover refused the message (HTTP %d); are PUSHOVER_TOKEN and PUSHOVER_USER right?"
                .formatted(response.statusCode()));
      }
    } catch (IOException e) {
      throw new InfraException(
          "Pushover at %s cannot be reached: %s".formatted(base, e.getClass().getSimpleName()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfraException("interrupted while waiting for Pushover", e);
    }
  }

  private String form(String text) {
    return "token=%s&user=%s&title=gapctl&message=%s"
        .formatted(encoded(token.reveal()), encoded(user.reveal()), encoded(shortened(text)));
  }

  private static String shortened(String text) {
    return text.substring(
        0, text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length()))));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
