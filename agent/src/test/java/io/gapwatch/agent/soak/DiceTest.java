package io.gapwatch.agent.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiceTest {
  /** A soak proves nothing about a trouble that never comes. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void eachTroubleComesInThreeMonths(int seed) {
    Plan plan = Dice.plan(seed, Instant.parse("2026-02-15T00:00:00Z"), 90, Station.JOBS);

    Set<Trouble> came = EnumSet.noneOf(Trouble.class);
    plan.spells().forEach(spell -> came.add(spell.trouble()));

    assertThat(came).containsExactlyInAnyOrder(Trouble.values());
    assertThat(plan.jumps()).anyMatch(Jump::far);
    assertThat(plan.losses()).isNotEmpty();
    assertThat(count(plan, Trouble.OTHER_SETTINGS)).isGreaterThan(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void settingsDoNotChangeNearAJumpOfTheClock(int seed) {
    Plan plan = Dice.plan(seed, Instant.parse("2026-09-15T00:00:00Z"), 90, Station.JOBS);

    for (Spell spell : plan.spells()) {
      if (spell.trouble() == Trouble.OTHER_SETTINGS) {
        assertThat(plan.jumps())
            .noneMatch(
                jump ->
                    spell.until().isAfter(jump.from().minus(Duration.ofHours(30)))
                        && spell.from().isBefore(jump.until().plus(Duration.ofHours(60))));
      }
    }
  }

  private static long count(Plan plan, Trouble trouble) {
    return plan.spells().stream().filter(spell -> spell.trouble() == trouble).count();
  }
}
