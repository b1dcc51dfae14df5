package io.gapwatch.agent.report;

import io.gapwatch.agent.config.Limit;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A staleness limit from what was seen: twice the 99th percentile of healthy age, the rule by which
 * operators got rid of their false alarms (5 min and 16 min were guesses, 2 × P99 held).
 *
 * <p>Healthy ages are those of runs in which the check was ok. They cannot exceed the limit that
 * was in force, so a limit that is too low hides by how much; how many ages were left out says so.
 *
 * @param current the limit in force
 * @param measured all ages in seconds with how they were judged, oldest first
 * @param healthy the spread of healthy ages; empty when there are too few to say anything
 */
public record Calibration(
    String checkId, Limit current, List<Sample> measured, Optional<Spread> healthy) {
  /** With fewer, the 99th percentile is no more than the largest. */
  public static final int LEAST_SAMPLES = 30;

  public Calibration {
    measured = List.copyOf(measured);
  }

  /**
   * A limit and what it would have done.
   *
   * @param alarms how often the age would have gone over it, counting runs in a row once
   */
  public record Candidate(String name, double seconds, int alarms) {}

  public static Calibration of(String checkId, Limit current, List<Sample> measured) {
    List<Double> healthy = healthy(measured);
    return new Calibration(
        checkId,
        current,
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

  /** In seconds, rounded up to a whole one; empty when there are too few samples. */
  public Optional<Double> suggestion() {
    return healthy.map(spread -> Math.ceil(2 * spread.percentile(99)));
  }

  /** The limits to choose among. */
  public List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    candidates.add(candidate("current", current.value()));
    if (healthy.isPresent()) {
      double p99 = healthy.get().percentile(99);
      candidates.add(candidate("1.5 × P99", Math.ceil(1.5 * p99)));
      candidates.add(candidate("2 × P99", Math.ceil(2 * p99)));
      candidates.add(candidate("3 × P99", Math.ceil(3 * p99)));
    }
    candidates.add(candidate("the guide's", 300));
    return candidates;
  }

  private Candidate candidate(String name, double seconds) {
    int alarms = 0;
    boolean over = false;
    for (Sample sample : measured) {
      boolean now = sample.value() > seconds;
      alarms += now && !over ? 1 : 0;
      over = now;
    }
    return new Candidate(name, seconds, alarms);
  }
}
