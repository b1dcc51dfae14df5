package io.gapwatch.agent.notify.webhook;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Secret;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Headers that the configuration adds, such as {@code Authorization}. */
final class CustomHeaders {
  /** What the request or the signature sets, and what Java would leave out in silence. */
  private static final Set<String> TAKEN =
      Set.of(
          "connection",
          "content-length",
          "content-type",
          "expect",
          "host",
          "transfer-encoding",
          Signature.ID,
          Signature.TIMESTAMP,
          Signature.SIGNATURE);

  private static final String PRINTABLE = "[\\x20-\\x7e\\t]+";

  private CustomHeaders() {}

  /** What is wrong with these names, if anything. */
  static Optional<String> problem(Iterable<String> names) {
    for (String name : names) {
      if (TAKEN.contains(name.toLowerCase(Locale.ROOT))) {
        return Optional.of("headers must not have " + name + ", which the channel sets itself");
      }
    }
    return Optional.empty();
  }

  /**
   * Their values.
   *
   * @throws GapwatchException when one could not travel in a header, such as one of two lines
   */
  static Map<String, String> of(String channel, Map<String, Secret> headers) {
    Map<String, String> values = new LinkedHashMap<>();
    headers.forEach(
        (name, secret) -> {
          String value = secret.reveal().strip();
          if (!value.matches(PRINTABLE)) {
            throw new GapwatchException(
                "channel %s: header %s must be one line of ASCII; check how it was copied"
                    .formatted(channel, name));
          }
          values.put(name, value);
        });
    return values;
  }
}
