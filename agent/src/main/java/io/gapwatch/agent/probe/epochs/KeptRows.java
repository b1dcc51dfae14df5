package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.probe.ProbeContext;
import java.time.Instant;
import java.util.List;

/**
 * What earlier runs counted of the seals and of who took part.
 *
 * @param known each seal once, also of before the window where an earlier run counted it
 */
record KeptRows(Kept seals, Kept participation, List<Seal> known) {
  static KeptRows of(EpochsSettings settings, ProbeContext context) {
    return new KeptRows(
        Kept.of(EpochsCheck.COUNTED, settings, context),
        Kept.of(EpochsCheck.TOOK_PART, settings, context),
        List.of());
  }

  Instant from(Instant window) {
    Instant from = seals.from(window);
    Instant other = participation.from(window);
    return other.isBefore(from) ? other : from;
  }

  KeptRows with(List<Seal> all) {
    return new KeptRows(seals, participation, Seal.once(all));
  }
}
