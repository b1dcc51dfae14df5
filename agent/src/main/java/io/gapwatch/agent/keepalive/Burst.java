package io.gapwatch.agent.keepalive;

import io.gapwatch.agent.history.UsageSnapshot;
import io.gapwatch.agent.keepalive.BurstOutcome.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Keeps all cores at a target until enough minutes are proven. Real work counts: the burst only
 * adds what is missing, and nothing while a job runs.
 *
 * <p>The workers' duty cycle follows the machine's measured utilisation; above the target it drops
 * to zero.
 */
final class Burst {
  /** A tick of the kernel's counters is 10 ms: on one core, half a second is measured to 2 %. */
  private static final Duration TICK = Duration.ofMillis(500);

  private static final Duration SAMPLE = Duration.ofMinutes(1);

  /** The fraction of the error corrected per step: fast, without oscillating. */
  private static final double GAIN = 0.4;

  /** In lengths of a burst: how long jobs may delay one, so that it never overlaps the next. */
  static final int MOST_LENGTHS = 3;

  private final Meter meter;
  private final Load load;
  private final BooleanSupplier jobRuns;
  private final Consumer<UsageSnapshot> log;
  private final Pace pace;

  Burst(Meter meter, Load load, BooleanSupplier jobRuns, Consumer<UsageSnapshot> log, Pace pace) {
    this.meter = meter;
    this.load = load;
    this.jobRuns = jobRuns;
    this.log = log;
    this.pace = pace;
  }

  /**
   * Works until enough minutes are proven, or three times the length has passed. Logs a snapshot
   * every minute, the first at once.
   *
   * @param length the burst proves one minute less than this
   * @param target in percent of all cores
   */
  BurstOutcome run(Instant start, Duration length, double target) throws InterruptedException {
    Duration begin = pace.elapsed();
    List<UsageSnapshot> samples = new ArrayList<>();
    sample(samples, start);
    UsageSnapshot last = samples.get(0);
    double duty = target / 100;
    Duration took = Duration.ZERO;
    while (took.compareTo(length.multipliedBy(MOST_LENGTHS)) < 0) {
      load.set(jobRuns.getAsBoolean() ? 0 : duty);
      pace.pass(TICK);
      took = pace.elapsed().minus(begin);
      UsageSnapshot now = meter.read(start.plus(took));
      duty = follow(duty, target, last, now);
      last = now;
      if (took.compareTo(SAMPLE.multipliedBy(samples.size())) >= 0) {
        sample(samples, start.plus(took));
        if (proof(samples).busyMinutes(IdleRule.LIMIT) >= Plan.provenBy(length)) {
          return outcome(Ending.DONE, took, samples);
        }
      }
    }
    return outcome(Ending.OUT_OF_TIME, took, samples);
  }

  private static double follow(double duty, double target, UsageSnapshot last, UsageSnapshot now) {
    return Usage.between(last, now)
        .map(usage -> duty + GAIN * (target - usage.cpu()) / 100)
        .map(wanted -> Math.min(1, Math.max(0, wanted)))
        .orElse(duty);
  }

  private void sample(List<UsageSnapshot> samples, Instant at) {
    UsageSnapshot snapshot = meter.read(at);
    log.accept(snapshot);
    samples.add(snapshot);
  }

  private static Proof proof(List<UsageSnapshot> samples) {
    return Proof.of(samples, samples.get(0).at(), samples.get(samples.size() - 1).at());
  }

  private static BurstOutcome outcome(Ending ending, Duration took, List<UsageSnapshot> samples) {
    double mean =
        Usage.between(samples.get(0), samples.get(samples.size() - 1)).map(Usage::cpu).orElse(0.0);
    return new BurstOutcome(ending, took, proof(samples).busyMinutes(IdleRule.LIMIT), mean);
  }
}
