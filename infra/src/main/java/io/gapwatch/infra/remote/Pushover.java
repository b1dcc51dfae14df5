package io.gapwatch.infra.remote;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.web.WebService;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Messages to the operator's phone.
 *
 * @see <a href="https://pushover.net/api">Message API</a>
 */
public final class Pushover {
  /** Characters; a longer message is refused. */
  private static final int LONGEST = 1024;

  private final WebService service;
  private final Secret token;
  private final Secret user;

  Pushover(URI base, Secret token, Secret user) {
    this.service = new WebService("Pushover", base);
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
    HttpResponse<String> response =
        service.send(
            "/1/messages.json",
            request ->
                request
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form(text))));
    if (response.statusCode() != 200) {
      throw new InfraException(
          "Pushover refused the message (HTTP %d); are PUSHOVER_TOKEN and PUSHOVER_USER right?"
              .formatted(response.statusCode()));
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
