package io.gapwatch.agent.probe.gaps;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * The smallest number of the rows from a time on, told from stretches in order. Only with slots a
 * stretch says when each of its rows is from.
 */
final class FirstSince implements Consumer<Stretch> {
  private final long since;
  private final long slot;
  private Optional<Long> number = Optional.empty();

  /**
   * @param since in ticks
   * @param slot in ticks, more than 0
   */
  FirstSince(long since, long slot) {
    this.since = since;
    this.slot = slot;
  }

  @Override
  public void accept(Stretch stretch) {
    if (number.isEmpty() && stretch.end() >= since) {
      long before = Math.max(0, since - stretch.begin());
      number = Optional.of(stretch.first() + before / slot + (before % slot == 0 ? 0 : 1));
    }
  }

  /** Empty where no row is from that time or later. */
  Optional<Long> number() {
    return number;
  }
}
