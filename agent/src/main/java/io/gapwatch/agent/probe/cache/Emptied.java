package io.gapwatch.agent.probe.cache;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.probe.Unmeasured;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Queues that a restart emptied: nobody worked off what is gone, so that an empty queue is no
 * recovery. It is told once; what comes into the queue after it is counted as ever.
 */
record Emptied(Info info, ProbeContext context) {
  private static final Duration MEMORY = Duration.ofDays(15);

  /** Clocks are not exact, and the server counts its seconds whole. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  private static final String BEFORE = "before the restart";

  /**
   * How many entries each of these queues had, that lost them.
   *
   * @param keys how many keys there are now; negative if that is not known
   */
  Map<String, Long> of(List<String> lists, long keys) {
    OptionalLong uptime = info.number("uptime_in_seconds");
    if (uptime.isEmpty() || !loadedNothing(keys)) {
      return Map.of();
    }
    Instant start = context.now().minusSeconds(uptime.getAsLong()).minus(SLACK);
    Map<String, Sample> past = context.newest(RedisCheck.LENGTH, context.now().minus(MEMORY));
    Map<String, Long> lost = new LinkedHashMap<>();
    for (String list : lists) {
      Sample last = past.get(list);
      if (last != null && last.whole() > 0 && last.at().isBefore(start)) {
        lost.put(list, last.whole());
      }
    }
    return lost;
  }

  /** Where it keeps a log of its writes, it does not count what it loaded from there. */
  private boolean loadedNothing(long keys) {
    OptionalLong loaded = info.number("rdb_last_load_keys_loaded");
    return keys == 0
        || (loaded.isPresent()
            && loaded.getAsLong() == 0
            && info.number("aof_enabled").orElse(1) == 0);
  }

  static void add(Measured.Builder reading, String key, long entries) {
    String gone =
        String.format(
            Locale.ROOT,
            "what was in it before (%,d) is gone: the server was restarted, and loaded nothing",
            entries);
    reading
        .fact(key, gone)
        .value(RedisCheck.LENGTH, key, 0)
        .unmeasured(
            new Unmeasured(
                    key + " " + BEFORE,
                    gone,
                    "bring it back from the server's dump.rdb or appendonlydir, from a backup, or"
                        + " by whoever put it there; and let the server save (appendonly yes)")
                .part(BEFORE)
                .hiding(Set.of(key)));
  }
}
