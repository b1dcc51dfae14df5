package io.gapwatch.agent.probe;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One measured thing that limits are held against.
 *
 * @param metric the name under which its limits stand in {@link Limits}
 * @param subject what it is about, never a value: {@code blocks 20500000-20500009}
 * @param value in the unit of its limits: seconds, bytes, hundredths, or a plain number
 * @param observed the value for people: {@code 127 s}
 * @param summary what would be wrong if a limit were broken
 * @param remedy what to do then; never a destructive step
 * @param evidence details for scripts, in the order in which they are shown
 * @param since when it began, by the data's own clock
 * @param settlesAt until then it may still heal by itself
 * @param span the numbers that it covers
 */
public record Observation(
    String metric,
    String subject,
    double value,
    String observed,
    String summary,
    String remedy,
    Map<String, Object> evidence,
    Optional<Instant> since,
    Optional<Instant> settlesAt,
    Optional<Span> span) {

  public Observation {
    evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
  }

  /** An observation without evidence or history. */
  public static Observation of(
      String metric, String subject, double value, String observed, String summary, String remedy) {
    return new Observation(
        metric,
        subject,
        value,
        observed,
        summary,
        remedy,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public Observation with(Map<String, Object> details) {
    return new Observation(
        metric, subject, value, observed, summary, remedy, details, since, settlesAt, span);
  }

  public Observation since(Instant began) {
    return new Observation(
        metric,
        subject,
        value,
        observed,
        summary,
        remedy,
        evidence,
        Optional.of(began),
        settlesAt,
        span);
  }

  public Observation settlingAt(Instant moment) {
    return new Observation(
        metric,
        subject,
        value,
        observed,
        summary,
        remedy,
        evidence,
        since,
        Optional.of(moment),
        span);
  }

  public Observation covering(Span numbers) {
    return new Observation(
        metric,
        subject,
        value,
        observed,
        summary,
        remedy,
        evidence,
        since,
        settlesAt,
        Optional.of(numbers));
  }
}
