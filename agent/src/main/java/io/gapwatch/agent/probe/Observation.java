package io.gapwatch.agent.probe;

import java.time.Instant;
import java.util.Map;

/**
 * One measured thing that limits are held against.
 *
 * @param metric whose limits it is held against
 * @param subject what it is about, never a value: {@code blocks 20500000-20500009}
 * @param value in the unit of its limits: seconds, bytes, hundredths, or a plain number
 * @param observed the value for people: {@code 127 s}
 * @param summary what would be wrong if a limit were broken
 * @param remedy what to do then; never a destructive step
 * @param details what only some observations know
 */
public record Observation(
    Metric metric,
    String subject,
    double value,
    String observed,
    String summary,
    String remedy,
    ObservationDetails details) {

  /** An observation without details. */
  public static Observation of(
      Metric metric, String subject, double value, String observed, String summary, String remedy) {
    return new Observation(
        metric, subject, value, observed, summary, remedy, ObservationDetails.NONE);
  }

  public Observation with(Map<String, Object> evidence) {
    return with(details.with(evidence));
  }

  public Observation since(Instant began) {
    return with(details.since(began));
  }

  public Observation settlingAt(Instant moment) {
    return with(details.settlingAt(moment));
  }

  public Observation covering(Span numbers) {
    return with(details.covering(numbers));
  }

  private Observation with(ObservationDetails all) {
    return new Observation(metric, subject, value, observed, summary, remedy, all);
  }
}
