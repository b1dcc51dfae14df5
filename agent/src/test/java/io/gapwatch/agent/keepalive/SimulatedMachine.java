package io.gapwatch.agent.keepalive;

import io.gapwatch.agent.history.UsageSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Four cores with real work and the burst's; time passes when it is told to. */
final class SimulatedMachine implements Meter, Load, Pace {
  private final DoubleUnaryOperator realWork;
  private double seconds;
  private double busy;
  private double duty;
  private final Map<Double, Double> ownAfter = new LinkedHashMap<>();

  /**
   * A machine with this work.
   *
   * @param realWork percent of all cores at this second
   */
  SimulatedMachine(DoubleUnaryOperator realWork) {
    this.realWork = realWork;
  }

  @Override
  public UsageSnapshot read(Instant now) {
    return new UsageSnapshot(now, "boot", (long) busy, (long) (seconds * 400), 10);
  }

  @Override
  public void set(double part) {
    duty = part;
  }

  @Override
  public Duration elapsed() {
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  /** The burst gets only what real work leaves. */
  @Override
  public void pass(Duration time) {
    double passed = time.toNanos() / 1e9;
    double real = realWork.applyAsDouble(seconds) / 100;
    double burst = Math.min(duty, 1 - real);
    busy += 400 * passed * (real + burst);
    ownAfter.put(seconds, 100 * burst);
    seconds += passed;
  }

  double seconds() {
    return seconds;
  }

  /** What the burst itself has used from this second on, in percent of all cores. */
  double ownFrom(double second) {
    return ownAfter.entrySet().stream()
        .filter(entry -> entry.getKey() >= second)
        .mapToDouble(Map.Entry::getValue)
        .average()
        .orElseThrow();
  }
}
