package io.gapwatch.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.history.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunGapTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-11-21T00:00:00Z");

  @Test
  void isTheLongestTimeBetweenTwoRuns() {
    assertThat(RunGap.longest(Optional.empty(), List.of(run(0), run(3), run(9), run(12)), at(13)))
        .contains(new RunGap(at(3), at(9), false));
  }

  @Test
  void countsTheTimeSinceTheLastRun() {
    assertThat(RunGap.longest(Optional.empty(), List.of(run(0), run(3)), at(20)))
        .contains(new RunGap(at(3), at(20), true));
  }

  @Test
  void countsAStopAtTheBeginningOfThePeriod() {
    assertThat(RunGap.longest(Optional.of(run(0)), List.of(run(11), run(14)), at(15)))
        .contains(new RunGap(at(0), at(11), false));
  }

  @Test
  void ofNoRunNothingIsKnown() {
    assertThat(RunGap.longest(Optional.empty(), List.of(), at(1))).isEmpty();
  }

  private static Run run(int hour) {
    return Run.started("run" + hour, "chain", at(hour));
  }

  private static Instant at(int hour) {
    return MIDNIGHT.plusSeconds(3600L * hour);
  }
}
