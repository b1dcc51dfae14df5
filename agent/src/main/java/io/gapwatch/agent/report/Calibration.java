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
 * A limit from what was seen: twice the 99th percentile of healthy values, or half of the first
 * percentile where lower is worse. The operators of the off-chain pipeline got rid of their false
 * alarms by this rule (5 min and 16 min were guesses, 2 × P99 held).
 *
 * <p>Healthy values are those of runs in which the check was ok. They cannot exceed the limit that
 * was in force, so a limit that is too low hides by how much; how many values were left out says
 * so.
 *
 * @param measured all values with how they were judged, oldest first
 * @param healthy the spread of healthy values; empty when there are too few to say anything
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
   * @param limits those in force
   */
  public record Subject(String checkId, Metric metric, Limits limits) {}

  /**
   * A limit and what it would have done.
   *
   * @param value in the base unit of the metric
   * @param alarms how often it would have been broken, counting runs in a row once
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

  /** In whole base units, on the safe side; empty when there are too few samples. */
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

  /** The limits to choose among. */
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

  /** The limit in force: the critical one, or else that for warnings. */
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
