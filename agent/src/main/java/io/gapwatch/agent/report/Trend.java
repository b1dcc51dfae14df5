package io.gapwatch.agent.report;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Numbers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One number against the time before.
 *
 * @param name the check, its metric and its subject
 * @param values of this time, oldest first
 * @param before the mean of the time before; empty if nothing was measured
 * @param now the mean of this time
 * @param last the newest value
 * @param full when it reaches the whole, at the rate of this time; empty if it does not rise, or
 *     was measured for too short a time to tell
 */
public record Trend(
    String name,
    Unit unit,
    List<Double> values,
    OptionalDouble before,
    double now,
    double last,
    Optional<Duration> full) {
  private static final int SPARKS = 24;
  private static final double WHOLE = 100;

  public Trend {
    values = List.copyOf(values);
  }

  public static final List<String> COLUMNS =
      List.of("number", "before", "this time", "change", "last", "course", "forecast");

  /** The cells of a table. */
  public List<String> cells() {
    return List.of(
        name,
        before.isPresent() ? unit.text(before.getAsDouble()) : "unknown",
        unit.text(now),
        change(),
        unit.text(last),
        Sparkline.of(values, SPARKS),
        full.map(time -> "full in " + Durations.text(time)).orElse(""));
  }

  private String change() {
    if (before.isEmpty() || before.getAsDouble() == 0) {
      return "";
    }
    double percent = WHOLE * (now - before.getAsDouble()) / before.getAsDouble();
    return (percent > 0 ? "+" : "") + Numbers.text(percent) + "%";
  }
}
