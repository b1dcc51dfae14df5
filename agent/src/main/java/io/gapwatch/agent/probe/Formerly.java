package io.gapwatch.agent.probe;

import io.gapwatch.agent.probe.ProbeContext.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How many of something earlier runs saw, where nothing else says how many there must be.
 *
 * @param most the most of them within the time that is remembered, up to now
 * @param forgotten whether that time has passed for some that the last run still missed, and that
 *     are not back: to miss them no longer proves nothing
 */
public record Formerly(long most, boolean forgotten) {

  /**
   * Compares what there is now with earlier runs.
   *
   * @param past samples of their number, oldest first, of twice the time that is remembered
   * @param present how many there are now
   */
  public static Formerly of(List<Sample> past, long present, Instant now, Duration remembered) {
    long most = Math.max(present, most(past, now.minus(remembered)));
    if (past.isEmpty()) {
      return new Formerly(most, false);
    }
    Sample last = past.get(past.size() - 1);
    boolean missed = most(past, last.at().minus(remembered)) > last.whole();
    return new Formerly(most, missed && present <= last.whole() && present >= most);
  }

  private static long most(List<Sample> past, Instant since) {
    return past.stream()
        .filter(sample -> !sample.at().isBefore(since))
        .mapToLong(Sample::whole)
        .max()
        .orElse(0);
  }
}
