package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.probe.Change;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Numbers;
import java.time.Duration;
import java.util.Optional;

/**
 * What is to be published and is not.
 *
 * @param table its name
 * @param judged whether a limit needs it: only then is not to know it unknown
 */
record Backlog(SealTable seals, String table, boolean judged) {
  private static final Duration HOUR = Duration.ofHours(1);

  /** What a backlog changes in less than this says nothing about an hour. */
  private static final Duration LEAST = Duration.ofMinutes(15);

  void addTo(Measured.Builder reading, ProbeContext context) {
    if (!seals.tellsPublished()) {
      reading.fact("Backlog", "not told: the table has no column published");
      if (judged) {
        reading.unmeasured(
            new Unmeasured(
                "backlog",
                "table %s has no column that says what is published".formatted(table),
                "name the column in published, or turn backlog off"));
      }
      return;
    }
    long backlog = seals.backlog();
    Optional<Change> change =
        Change.of(
            (double) backlog,
            context.past(EpochsCheck.BACKLOG, context.now().minus(Duration.ofDays(2))),
            context.now(),
            HOUR,
            LEAST);
    String rate =
        change
            .map(known -> rate(known, backlog))
            .orElse(
                "drain not known before a run %s after the first".formatted(Durations.text(LEAST)));
    String text = "%,d to publish, %s".formatted(backlog, rate);
    change.ifPresent(known -> reading.value(EpochsCheck.DRAIN, -known.per(HOUR)));
    reading
        .fact("Backlog", text)
        .value(EpochsCheck.BACKLOG, backlog)
        .observe(
            Observation.of(
                EpochsCheck.BACKLOG,
                "backlog",
                (double) backlog,
                "%,d".formatted(backlog),
                text,
                "look at the log of what publishes, and at what it waits for"));
  }

  private static String rate(Change change, long backlog) {
    double drained = -change.per(HOUR);
    String over = " over " + Durations.text(change.over());
    if (Math.abs(drained) < 0.05) {
      return "unchanged" + over;
    }
    if (drained < 0) {
      return "growing by %s/h%s".formatted(Numbers.text(-drained), over);
    }
    Duration left = Duration.ofMillis((long) (backlog / drained * HOUR.toMillis()));
    return "%s less an hour%s, %s left"
        .formatted(Numbers.text(drained), over, Durations.text(left));
  }
}
