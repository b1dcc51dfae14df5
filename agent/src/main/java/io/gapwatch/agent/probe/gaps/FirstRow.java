package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.Optional;

/** What a table must reach back to, where the configuration says so. */
sealed interface FirstRow {
  /** This number, or a smaller one. */
  record AtNumber(long number) implements FirstRow {}

  /** This moment, or an earlier one. */
  record AtTime(Instant time) implements FirstRow {}

  /** The beginning of the window. */
  record WindowStart() implements FirstRow {}

  /** {@code 20500000}, {@code 2026-11-21T00:00:00Z} or {@code window}. */
  static Kind<FirstRow> kind() {
    return Kinds.judged(
        Kinds.parsed(
            "-?\\d{1,18}|\\d{4}-.*Z|window",
            "a number, a moment such as 2026-11-21T00:00:00Z, or window", FirstRow::parse),
        (first, now) ->
            first instanceof AtTime at && at.time().isAfter(now)
                ? Optional.of("not be in the future: no row can be that old yet")
                : Optional.empty());
  }

  private static Optional<FirstRow> parse(String text) {
    if (text.equals("window")) {
      return Optional.of(new WindowStart());
    }
    if (text.matches("-?\\d{1,18}")) {
      return Optional.of(new AtNumber(Long.parseLong(text)));
    }
    return Times.moment(text).map(AtTime::new);
  }
}
