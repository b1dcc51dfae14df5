package io.gapwatch.agent.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * All that goes wrong between start and end, decided beforehand. The first day and the last two are
 * calm, so that what was told can be compared with what happened.
 */
record Plan(
    long seed,
    Instant start,
    Instant end,
    List<Spell> spells,
    List<Loss> losses,
    List<Jump> jumps) {

  Plan {
    spells = List.copyOf(spells);
    losses = List.copyOf(losses);
    jumps = List.copyOf(jumps);
  }

  /** What troubles the machine, or this job, at this true time. */
  Set<Trouble> at(Instant time, String job) {
    Set<Trouble> now = EnumSet.noneOf(Trouble.class);
    spells.stream()
        .filter(spell -> spell.at(time) && spell.meets(job))
        .forEach(spell -> now.add(spell.trouble()));
    return now;
  }

  /** When the trouble that is there now will be over. */
  Instant end(Trouble trouble, Instant time) {
    return spells.stream()
        .filter(spell -> spell.trouble() == trouble && spell.at(time))
        .map(Spell::until)
        .findFirst()
        .orElse(time);
  }

  /** What the machine's clock says at this true time. */
  Instant wall(Instant time) {
    return time.plus(
        jumps.stream()
            .filter(jump -> jump.at(time))
            .map(Jump::ahead)
            .findFirst()
            .orElse(Duration.ZERO));
  }

  List<Loss> losses(String job, Instant time) {
    return losses.stream().filter(loss -> loss.job().equals(job) && loss.at(time)).toList();
  }
}
