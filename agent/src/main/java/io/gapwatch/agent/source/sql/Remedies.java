package io.gapwatch.agent.source.sql;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What to try about a driver's error. */
@FunctionalInterface
interface Remedies {
  /**
   * What to try; empty if nothing is known that fits.
   *
   * @param reason what is told of the error, without secrets
   */
  Optional<String> of(String reason, SQLException e);

  /** Those keyed by a lower-case fragment of the reason; the first match wins. */
  static Remedies byFragment(Map<String, String> remedies) {
    return (reason, e) -> {
      String lower = reason.toLowerCase(Locale.ROOT);
      return remedies.entrySet().stream()
          .filter(entry -> lower.contains(entry.getKey()))
          .map(Map.Entry::getValue)
          .findFirst();
    };
  }

  /** These, and others where these have none. */
  default Remedies or(Remedies others) {
    return (reason, e) -> of(reason, e).or(() -> others.of(reason, e));
  }
}
