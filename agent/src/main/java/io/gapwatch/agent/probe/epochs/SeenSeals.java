package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The seals that earlier runs saw: of each epoch of a group how many there were, and a checksum of
 * their channels, in one number. So one that comes late makes up for none that is gone, of another
 * epoch or of another channel. Only what is new is written down.
 */
record SeenSeals(Map<String, Sample> seen) {
  private static final int CHECKSUM = 32;

  SeenSeals {
    seen = Map.copyOf(seen);
  }

  static SeenSeals of(ProbeContext context, Instant from) {
    return new SeenSeals(context.newest(EpochsCheck.SEEN, from));
  }

  /** Counts those of a group for later runs, and says of which epochs some are gone. */
  List<Instant> count(GroupReading group) {
    GroupView view = group.view();
    Map<Instant, Long> now = numbers(view);
    List<Instant> gone = new ArrayList<>();
    for (Map.Entry<Instant, Long> before : before(view).entrySet()) {
      if (lacks(now.getOrDefault(before.getKey(), 0L), before.getValue())) {
        gone.add(before.getKey());
        now.remove(before.getKey()); // Later runs must miss them as well.
      } else {
        now.remove(before.getKey(), before.getValue());
      }
    }
    now.forEach(
        (epoch, number) ->
            group
                .reading()
                .value(EpochsCheck.SEEN, Subject.of(view.group(), epoch).text(), number));
    return gone;
  }

  /** Of as many there must be the same ones; of more, some came late. */
  private static boolean lacks(long now, long before) {
    long more = (now >> CHECKSUM) - (before >> CHECKSUM);
    return more < 0 || (more == 0 && now != before);
  }

  private Map<Instant, Long> before(GroupView view) {
    Map<Instant, Long> before = new TreeMap<>();
    seen.forEach(
        (text, sample) -> {
          List<String> parts = Subject.read(text).parts();
          if (parts.size() == 2 && parts.get(0).equals(view.group())) {
            Instant epoch = Instant.ofEpochSecond(Long.parseLong(parts.get(1)));
            if (!epoch.isBefore(view.from())) {
              before.put(epoch, sample.whole());
            }
          }
        });
    return before;
  }

  private static Map<Instant, Long> numbers(GroupView view) {
    Map<Instant, Long> numbers = new TreeMap<>();
    view.made()
        .forEach(
            seal ->
                numbers.merge(
                    view.settings().grid().floor(seal.epoch()),
                    (1L << CHECKSUM) | checksum(seal.channel()),
                    SeenSeals::both));
    return numbers;
  }

  private static long both(long one, long other) {
    long count = (one >> CHECKSUM) + (other >> CHECKSUM);
    return (count << CHECKSUM) | ((one + other) & ((1L << CHECKSUM) - 1));
  }

  /** Spread, for names that are alike have hashes that are alike, and sums of those are equal. */
  private static long checksum(String channel) {
    long mixed = channel.hashCode() * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
    return mixed >>> CHECKSUM;
  }
}
