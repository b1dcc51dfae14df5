package io.gapwatch.agent.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A week of the soak, with the night in which Berlin puts its clocks back. */
class SoakIT {
  private static final int DAYS = 7;

  @TempDir private Path folder;

  @Test
  void aWeekOfTroubleLosesNothing() throws Exception {
    Plan plan = Dice.plan(1, Instant.parse("2026-10-20T00:00:00Z"), DAYS, Station.JOBS);

    Result result = new Soak(folder, plan).run();

    assertThat(result.faults()).isEmpty();
    assertThat(result.count("runs")).isGreaterThan(100);
    assertThat(result.changes()).isGreaterThan(10);
    assertThat(result.count("kills")).isPositive();
    assertThat(result.last().stateBytes()).isLessThan(5_000_000);
    assertThat(result.last().files()).isLessThan(10);
  }
}
