package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.TimeSpan;
import java.util.Optional;

/**
 * When the rows are from with which something is wrong that is only counted: once they have left
 * the window, nobody knows whether it was put right. Each is empty where nothing was found.
 *
 * @param missing the rows beside missing numbers
 */
record Flaws(
    Optional<TimeSpan> missing,
    Optional<TimeSpan> duplicates,
    Optional<TimeSpan> misaligned,
    Optional<TimeSpan> order) {

  /** The same with more rows whose times do not follow their numbers. */
  Flaws withOrder(Optional<TimeSpan> more) {
    return new Flaws(
        missing,
        duplicates,
        misaligned,
        order.isPresent() && more.isPresent()
            ? Optional.of(order.get().hull(more.get()))
            : order.or(() -> more));
  }
}
