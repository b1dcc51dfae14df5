package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.probe.Metric;
import java.time.Instant;
import java.util.List;

/**
 * Something found in one group, to be compared with the limits of a metric.
 *
 * @param what it is about: {@code missing epochs}
 * @param observed the value as people read it
 * @param evidence what tells it, for scripts
 * @param epochs those it was found in; once they have left the window, nobody looks at them any
 *     longer
 */
record Found(
    Metric metric,
    String what,
    double value,
    String observed,
    String summary,
    Object evidence,
    List<Instant> epochs) {
  Found {
    epochs = List.copyOf(epochs);
  }

  /** Of the group as it is now. */
  static Found of(
      Metric metric, String what, double value, String observed, String summary, Object evidence) {
    return new Found(metric, what, value, observed, summary, evidence, List.of());
  }

  /** So many of them. */
  static Found count(Metric metric, String what, int value, String summary, Object evidence) {
    return of(metric, what, value, Integer.toString(value), summary, evidence);
  }

  /** The same, found in these epochs. */
  Found in(List<Instant> some) {
    return new Found(metric, what, value, observed, summary, evidence, some);
  }
}
