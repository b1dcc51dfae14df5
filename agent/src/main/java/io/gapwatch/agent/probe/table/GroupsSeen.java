package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The groups of earlier runs, so that one whose rows were deleted is not forgotten: all of them are
 * written down once a day, and new ones in between, so that the history stays small.
 *
 * @param newest the time of a row that each had, UTC, by its name
 * @param written when all were last written down; empty: never
 */
record GroupsSeen(Map<String, Instant> newest, Optional<Instant> written) {
  /** Of more groups nothing is remembered. */
  static final int MOST = 1_000;

  /** Runs further apart than this know nothing of each other. */
  private static final Duration LONGEST = Duration.ofDays(60);

  private static final Duration DAY = Duration.ofDays(1);

  static GroupsSeen remembered(ProbeContext context) {
    List<Sample> written = context.past(StalenessCheck.REMEMBERED, context.now().minus(LONGEST));
    if (written.isEmpty()) {
      return new GroupsSeen(Map.of(), Optional.empty());
    }
    Instant since = written.get(written.size() - 1).at();
    Map<String, Instant> all = new TreeMap<>();
    context
        .newest(StalenessCheck.SEEN, since)
        .forEach(
            (group, time) -> all.put(group, Instant.ofEpochMilli(Math.round(time.value() * 1000))));
    return new GroupsSeen(all, Optional.of(since));
  }

  /** Those that have no rows any more. */
  Map<String, Instant> gone(Map<String, Instant> present) {
    Map<String, Instant> gone = new TreeMap<>(newest);
    gone.keySet().removeAll(present.keySet());
    return gone;
  }

  /**
   * Writes down what the next runs must find.
   *
   * @param present the newest row of each group that has any
   */
  void remember(Measured.Builder reading, Map<String, Instant> present, Instant now) {
    boolean all = written.filter(then -> now.isBefore(then.plus(DAY))).isEmpty();
    Map<String, Instant> next = new LinkedHashMap<>();
    if (all) {
      // Those that are known stay known.
      next.putAll(gone(present));
      present.forEach((group, time) -> keep(next, group, time, newest.containsKey(group)));
    }
    present.forEach((group, time) -> keep(next, group, time, !newest.containsKey(group)));
    long room = all ? MOST : Math.max(0, MOST - newest.size());
    next.entrySet().stream()
        .limit(room)
        .forEach(
            one ->
                reading.value(StalenessCheck.SEEN, one.getKey(), one.getValue().getEpochSecond()));
    if (all) {
      reading.value(StalenessCheck.REMEMBERED, Math.min(next.size(), room));
    }
    if (present.size() > MOST) {
      reading.fact("Remembered", "%,d of %,d groups".formatted(MOST, present.size()));
    }
  }

  private static void keep(Map<String, Instant> next, String group, Instant time, boolean wanted) {
    if (wanted) {
      next.putIfAbsent(group, time);
    }
  }
}
