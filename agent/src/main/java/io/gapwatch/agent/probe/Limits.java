package io.gapwatch.agent.probe;

import io.gapwatch.agent.config.schema.Limit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The limits of one metric.
 *
 * @param clear the limit to return to before an incident can resolve (hysteresis); empty for the
 *     limit that was exceeded
 */
public record Limits(Optional<Limit> warning, Optional<Limit> critical, Optional<Limit> clear) {

  /** No limits: no observation is ever a finding. */
  public static final Limits NONE =
      new Limits(Optional.empty(), Optional.empty(), Optional.empty());

  /** {@code off}. */
  static final Limits OFF =
      new Limits(Optional.of(Limit.OFF), Optional.of(Limit.OFF), Optional.of(Limit.OFF));

  /** Whether this number exceeds any limit, even if only a warning. */
  public boolean brokenBy(double number) {
    return warning.filter(limit -> limit.brokenBy(number)).isPresent()
        || critical.filter(limit -> limit.brokenBy(number)).isPresent();
  }

  /** Whether this number exceeds any limit, or keeps an incident from resolving. */
  public boolean touchedBy(double number) {
    return brokenBy(number) || clear.filter(limit -> limit.brokenBy(number)).isPresent();
  }

  /** No number up to this one can exceed a limit; 0 if smaller numbers can. */
  public double least() {
    return Stream.of(warning, critical, clear)
        .flatMap(Optional::stream)
        .mapToDouble(
            limit ->
                switch (limit.sign()) {
                  case ABOVE -> limit.value();
                  // Just below the limit.
                  case AT_LEAST -> Math.max(0, limit.value() - 0.001);
                  case BELOW, AT_MOST, EQUAL, OTHER_THAN -> 0;
                })
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** These limits, and of another where one is left out; what is {@code off} is not left out. */
  Limits or(Limits defaults) {
    return new Limits(
        warning.or(defaults::warning), critical.or(defaults::critical), clear.or(defaults::clear));
  }

  /** Without those that are {@code off}. */
  Limits on() {
    return new Limits(
        warning.filter(Limit::isOn), critical.filter(Limit::isOn), clear.filter(Limit::isOn));
  }

  /** Whether any limit is set and not {@code off}. */
  public boolean areSet() {
    return warning.isPresent() || critical.isPresent();
  }
}
