package io.gapwatch.agent.probe;

import io.gapwatch.agent.probe.ProbeContext.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How many of something there must be, where only earlier runs say so: the most that two runs in
 * succession saw. What one run alone saw was passing, such as the new beside the old while it is
 * deployed.
 *
 * @param what what is counted
 * @param most how many there were within the time that is remembered, up to now
 * @param present how many there are now
 */
public record Formerly(String what, long most, long present) {

  /**
   * Compares what there is now with earlier runs.
   *
   * @param past samples of their number, oldest first, of twice the time that is remembered; the
   *     first one is believed alone, or a second run would miss nothing
   */
  public static Formerly of(
      String what, List<Sample> past, long present, Instant now, Duration remembered) {
    Instant since = now.minus(remembered);
    long most = present;
    for (int i = 0; i < past.size(); i++) {
      if (!past.get(i).at().isBefore(since)) {
        most = Math.max(most, Math.min(past.get(Math.max(0, i - 1)).whole(), past.get(i).whole()));
      }
    }
    return new Formerly(what, most, present);
  }

  public long lacking() {
    return most - present;
  }

  /** A place of this number: a run that has forgotten it closes what was told there. */
  public Place place() {
    return Place.of(part(most));
  }

  /** The numbers that this run can tell of, as parts: to see fewer proves nothing of more. */
  public List<String> parts() {
    return LongStream.rangeClosed(0, most).mapToObj(this::part).toList();
  }

  private String part(long number) {
    return what + ": " + number;
  }
}
