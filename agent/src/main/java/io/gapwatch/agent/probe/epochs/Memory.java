package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.probe.ProbeContext;
import java.time.Instant;

/**
 * What earlier runs left of the epochs of the window.
 *
 * @param seals those that they saw
 * @param most the participants of each epoch
 * @param empty seals without participants
 * @param incomplete channels that took part and had no seal
 */
record Memory(SeenSeals seals, Most most, Unproven empty, Unproven incomplete) {
  static Memory of(EpochsSettings settings, ProbeContext context, Instant from) {
    return new Memory(
        SeenSeals.of(context, from),
        Most.of(EpochsCheck.MOST, context, from),
        Unproven.of(EpochsCheck.WAS_EMPTY, settings.grid(), context, from),
        Unproven.of(EpochsCheck.WAS_INCOMPLETE, settings.grid(), context, from));
  }
}
