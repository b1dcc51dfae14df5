package io.gapwatch.agent.probe;

import io.gapwatch.agent.config.schema.Limit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The limits of one metric.
 *
 * @param clear what the number must be within again before an incident can resolve (hysteresis);
 *     empty for the limit that was broken
 */
public record Limits(Optional<Limit> warning, Optional<Limit> critical, Optional<Limit> clear) {

  /** No limits: nothing that is observed is ever wrong. */
  public static final Limits NONE =
      new Limits(Optional.empty(), Optional.empty(), Optional.empty());

  Limits withWarning(Limit limit) {
    return new Limits(Optional.of(limit), critical, clear);
  }

  Limits withCritical(Limit limit) {
    return new Limits(warning, Optional.of(limit), clear);
  }

  /** Whether this number breaks one of them, be it only a warning. */
  public boolean brokenBy(double number) {
    return warning.filter(limit -> limit.brokenBy(number)).isPresent()
        || critical.filter(limit -> limit.brokenBy(number)).isPresent();
  }

  /** Whether this number breaks one of them, or keeps an incident from resolving. */
  public boolean touchedBy(double number) {
    return brokenBy(number) || clear.filter(limit -> limit.brokenBy(number)).isPresent();
  }

  /** No number up to this one touches a limit; 0 where smaller numbers may. */
  public double least() {
    return Stream.of(warning, critical, clear)
        .flatMap(Optional::stream)
        .mapToDouble(
            limit ->
                switch (limit.sign()) {
                  case ABOVE -> limit.value();
                  // Just below what touches it.
                  case AT_LEAST -> Math.max(0, limit.value() - 0.001);
                  case BELOW, AT_MOST, EQUAL, OTHER_THAN -> 0;
                })
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** Whether any is set that something can break. */
  public boolean areSet() {
    return warning.isPresent() || critical.isPresent();
  }
}
