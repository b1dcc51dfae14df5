package io.gapwatch.agent.keepalive;

import io.gapwatch.agent.history.UsageSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The utilisation between two snapshots.
 *
 * @param cpu mean utilisation of all cores, in percent
 * @param memory the lower of the two readings of memory in use, in percent
 */
record Usage(Instant from, Instant to, double cpu, double memory) {

  /** The usage between consecutive snapshots; none across a reboot. */
  static List<Usage> of(List<UsageSnapshot> snapshots) {
    List<Usage> spans = new ArrayList<>();
    for (int i = 1; i < snapshots.size(); i++) {
      between(snapshots.get(i - 1), snapshots.get(i)).ifPresent(spans::add);
    }
    return List.copyOf(spans);
  }

  /** Empty if unknown: another boot, or no tick in between. */
  static Optional<Usage> between(UsageSnapshot first, UsageSnapshot second) {
    long total = second.total() - first.total();
    long busy = second.busy() - first.busy();
    boolean comparable =
        first.boot().equals(second.boot())
            && first.at().isBefore(second.at())
            && total > 0
            && busy >= 0
            && busy <= total;
    return comparable
        ? Optional.of(
            new Usage(
                first.at(),
                second.at(),
                100.0 * busy / total,
                Math.min(first.memory(), second.memory())))
        : Optional.empty();
  }

  Duration length() {
    return Duration.between(from, to);
  }

  double minutes() {
    return length().toMillis() / 60_000.0;
  }
}
