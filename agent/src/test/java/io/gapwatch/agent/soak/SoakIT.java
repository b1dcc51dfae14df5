package io.gapwatch.agent.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Short versions of the soak; {@code scripts/bench soak} runs months. */
class SoakIT {
  /** With the night in which Berlin puts its clocks back. */
  @Test
  void aWeekOfTroubleLosesNothing(@TempDir Path folder) throws Exception {
    Plan plan = Dice.plan(1, Instant.parse("2026-10-20T00:00:00Z"), 7, Station.JOBS);

    Result result = new Soak(folder, plan).run();

    assertThat(result.faults()).isEmpty();
    assertThat(result.count("runs")).isGreaterThan(100);
    assertThat(result.count("kills")).isPositive();
    assertThat(result.changes()).isGreaterThan(20);
    assertThat(result.last().stateBytes()).isLessThan(2_000_000);
    assertThat(result.last().files()).isLessThan(10);
  }

  /** The end of an incident bears an earlier time than its beginning, and both are sent late. */
  @Test
  void aClockThatIsSetBackDoesNotTurnTheOrderOfEvents(@TempDir Path folder) throws Exception {
    Instant day = Instant.parse("2026-10-02T00:00:00Z");
    long lost = day.getEpochSecond() / 60 + 6 * 60;
    Plan plan =
        new Plan(
            1,
            day,
            day.plus(Duration.ofDays(2)),
            List.of(new Spell(Trouble.PHONE_ERRORS, Spell.ALL, hour(day, 5), hour(day, 17))),
            List.of(new Loss("feed", lost, lost + 10, hour(day, 11))),
            List.of(new Jump(hour(day, 10), hour(day, 20), Duration.ofHours(-7))));

    Result result = new Soak(folder, plan).run();

    assertThat(result.faults()).isEmpty();
    assertThat(result.changes()).isGreaterThan(3);
  }

  /**
   * After a night without the machine; the vendor asked to wait, so runs find all well meanwhile.
   */
  @Test
  void aWarningOfMissedRunsMayWaitForThePhone(@TempDir Path folder) throws Exception {
    Instant day = Instant.parse("2026-10-02T00:00:00Z");
    Plan plan =
        new Plan(
            1,
            day,
            day.plus(Duration.ofDays(2)),
            List.of(
                new Spell(Trouble.OFF, Spell.ALL, hour(day, 8), hour(day, 16)),
                new Spell(Trouble.PHONE_QUOTA, Spell.ALL, hour(day, 12), hour(day, 26))),
            List.of(),
            List.of());

    Result result = new Soak(folder, plan).run();

    assertThat(result.faults()).isEmpty();
    assertThat(result.changes()).isPositive();
  }

  /** Nobody knows how an incident ends that the new settings do not look at. */
  @Test
  void otherSettingsCloseWhatTheyDoNotLookAt(@TempDir Path folder) throws Exception {
    Instant day = Instant.parse("2026-10-02T00:00:00Z");
    long lost = day.getEpochSecond() / 60 + 6 * 60;
    Plan plan =
        new Plan(
            1,
            day,
            day.plus(Duration.ofDays(2)),
            List.of(
                new Spell(Trouble.OTHER_SETTINGS, Spell.ALL, hour(day, 8), hour(day, 20)),
                new Spell(Trouble.PHONE_ERRORS, Spell.ALL, hour(day, 19), hour(day, 23))),
            List.of(new Loss("feed", lost, lost + 10, hour(day, 30))),
            List.of());

    Result result = new Soak(folder, plan).run();

    assertThat(result.faults()).isEmpty();
    assertThat(result.changes()).isPositive();
  }

  private static Instant hour(Instant day, int hour) {
    return day.plus(Duration.ofHours(hour));
  }
}
