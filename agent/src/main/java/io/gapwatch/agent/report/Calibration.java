package io.gapwatch.agent.report;

import io.gapwatch.agent.config.schema.Limit;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Sample;
import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Metric.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A limit derived from history: twice the 99th percentile of healthy values, or half the first
 * percentile if lower is worse. The operators of the off-chain pipeline got rid of their false
 * alarms with this rule (5 min and 16 min were guesses, 2 × P99 held).
 *
 * <p>Healthy values are those of runs in which the check was ok. They cannot exceed the limit of
 * the time, so a limit that is too low hides by how much; the number of excluded values shows it.
 *
 * @param measured all values with their status, oldest first
 * @param healthy the spread of healthy values; empty if there are too few
 */
public record Calibration(Subject subject, List<Sample> measured, Optional<Spread> healthy) {
  /** With fewer, the 99th percentile is no more than the largest. */
  public static final int LEAST_SAMPLES = 30;

  public Calibration {
    measured = List.copyOf(measured);
  }

  /**
   * What is calibrated.
   *
   * @param limits the current ones
   */
  public record Subject(String checkId, Metric metric, Limits limits) {}

  /**
   * A limit and the alarms it would have raised.
   *
   * @param value in the base unit of the metric
   * @param alarms how often it would have been exceeded, counting consecutive runs once
   */
  public record Candidate(String name, double value, int alarms) {}

  public static Calibration of(Subject subject, List<Sample> measured) {
    List<Double> healthy = healthy(measured);
    return new Calibration(
        subject,
        measured,
        healthy.size() < LEAST_SAMPLES ? Optional.empty() : Optional.of(Spread.of(healthy)));
  }

  private static List<Double> healthy(List<Sample> measured) {
    return measured.stream()
        .filter(sample -> sample.status() == Status.OK)
        .map(Sample::value)
        .toList();
  }

  public int healthyCount() {
    return healthy(measured).size();
  }

  /** In whole base units, rounded to the safe side; empty if there are too few samples. */
  public Optional<Double> suggestion() {
    return healthy.map(spread -> limit(spread, 2));
  }

  private boolean lowIsBad() {
    return subject.metric().direction() == Direction.DOWN;
  }

  /** {@code 2 × P99 of healthy age}. */
  String rule() {
    return (lowIsBad() ? "P1 / 2" : "2 × P99") + " of healthy " + subject.metric().name();
  }

  private double limit(Spread spread, double factor) {
    return lowIsBad()
        ? Math.floor(spread.percentile(1) / factor)
        : Math.ceil(factor * spread.percentile(99));
  }

  /** The limits to choose from. */
  public List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    inForce().ifPresent(limit -> candidates.add(candidate("current", limit)));
    if (healthy.isPresent()) {
      for (double factor : new double[] {1.5, 2, 3}) {
        String times = String.valueOf(factor).replace(".0", "");
        candidates.add(
            candidate(
                lowIsBad() ? "P1 / " + times : times + " × P99", limit(healthy.get(), factor)));
      }
    }
    Limits defaults = subject.metric().defaults();
    defaults
        .critical()
        .or(defaults::warning)
        .ifPresent(limit -> candidates.add(candidate("default", limit)));
    return candidates;
  }

  /** The current limit: the critical one, else the warning one. */
  Optional<Limit> inForce() {
    return subject.limits().critical().or(() -> subject.limits().warning());
  }

  private Candidate candidate(String name, double value) {
    return candidate(
        name,
        new Limit(lowIsBad() ? Limit.Sign.BELOW : Limit.Sign.ABOVE, value, Double.toString(value)));
  }

  private Candidate candidate(String name, Limit limit) {
    int alarms = 0;
    boolean broken = false;
    for (Sample sample : measured) {
      boolean now = limit.brokenBy(sample.value());
      alarms += now && !broken ? 1 : 0;
      broken = now;
    }
    return new Candidate(name, limit.value(), alarms);
  }
}
