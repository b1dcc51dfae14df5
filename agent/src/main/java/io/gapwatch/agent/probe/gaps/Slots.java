package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.table.Chain;
import io.gapwatch.agent.probe.table.TableSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The slots of a chain: a block's time is always the start of a slot. A missed slot skips no block
 * number, it only makes the interval longer.
 *
 * @param length empty for a table without slots
 * @param genesis the start of slot 0
 * @param longestRun how many consecutive missed slots are plausible
 */
record Slots(Optional<Duration> length, Instant genesis, long longestRun) {
  static final Key<Duration> LENGTH =
      Key.optional(
          "slot",
          Kinds.duration(Duration.ZERO, Duration.ofDays(1)),
          "the length of a slot, 0s: no slots; left out: that of the chain, or none");
  static final Key<Instant> GENESIS =
      Key.optional("genesis", Kinds.past(), "the start of slot 0; left out: that of the chain");
  static final Key<Long> LONGEST_RUN =
      Key.optional(
          "longestMissedRun",
          Kinds.integer(0, 1_000_000),
          "how many consecutive missed slots are accepted as explaining an interval; left out:"
              + " that of the chain, or 0");

  /** What is measured only where slots are known. */
  private static final List<Metric> OF_SLOTS =
      List.of(
          GapsCheck.MISSED_SLOT_RATE,
          GapsCheck.UNEXPLAINED,
          GapsCheck.STRICT,
          GapsCheck.MISALIGNED);

  static Slots of(Settings settings) {
    Optional<Chain> chain = settings.find(TableSettings.CHAIN);
    return new Slots(
        settings.find(LENGTH).or(() -> chain.map(Chain::slot)).filter(slot -> !slot.isZero()),
        settings.find(GENESIS).or(() -> chain.map(Chain::genesis)).orElse(Instant.EPOCH),
        settings.find(LONGEST_RUN).or(() -> chain.map(Chain::longestMissedRun)).orElse(0L));
  }

  /** The shape with the rules across these keys. */
  static Shape rules(Shape shape) {
    return shape.with(Slots::broken);
  }

  private static Optional<String> broken(Settings settings) {
    boolean chain = settings.find(TableSettings.CHAIN).isPresent();
    boolean slots = of(settings).length().isPresent();
    boolean genesis = settings.find(GENESIS).isPresent();
    if (slots && !genesis && !chain) {
      return Optional.of("slot needs genesis, the start of slot 0, or chain");
    }
    if (!slots && (genesis || settings.find(LONGEST_RUN).isPresent())) {
      return Optional.of("genesis and longestMissedRun need slot, or chain");
    }
    return slots
        ? Optional.empty()
        : OF_SLOTS.stream()
            .filter(metric -> metric.given(settings).filter(it -> it.areSet()).isPresent())
            .map(
                metric ->
                    "%s needs chain, or slot and genesis; without slots, limits of the time"
                            .formatted(metric.name())
                        + " between two rows stand in interval")
            .findFirst();
  }
}
