package io.gapwatch.agent.probe;

import io.gapwatch.agent.text.Lines;
import java.time.Instant;
import java.util.Map;

/**
 * One measurement to judge against limits.
 *
 * @param metric whose limits apply
 * @param subject what it is about, never a measured value: {@code blocks 20500000-20500009}
 * @param value in the base unit of its limits: seconds, bytes, percent, or a plain number
 * @param observed the value, formatted for people: {@code 127 s}
 * @param summary what is wrong if a limit is exceeded
 * @param remedy what to do about it; never a destructive step
 * @param details what only some observations have
 */
public record Observation(
    Metric metric,
    String subject,
    double value,
    String observed,
    String summary,
    String remedy,
    ObservationDetails details) {

  public Observation {
    subject = Lines.visible(subject);
    observed = Lines.visible(observed);
    summary = Lines.visible(summary);
    remedy = Lines.visible(remedy);
  }

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

  /** Where it is; without this, it is about all that the check looks at. */
  public Observation at(Place where) {
    return with(details.at(where));
  }

  private Observation with(ObservationDetails all) {
    return new Observation(metric, subject, value, observed, summary, remedy, all);
  }
}
