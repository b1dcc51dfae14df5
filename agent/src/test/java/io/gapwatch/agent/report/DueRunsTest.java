package io.gapwatch.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DueRunsTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-11-21T00:00:00Z");

  @Test
  void aPeriodThatTheHistoryCoversOnlyInPartSaysSo() {
    DueRuns due = new DueRuns(at(3), false, hours(3), List.of(), List.of());

    assertThat(due.inWords())
        .isEqualTo(
            "3 due by schedule: 3 ran, 0 missed, counted since the first known run at "
                + "2026-11-21 03:00 UTC");
    assertThat(due.missedInWords()).isEmpty();
  }

  @Test
  void aFewMissedRunsAreNamedAndOfManyTheFirstAndTheLast() {
    assertThat(missed(4).missedInWords().orElseThrow()).contains("01:00 UTC", "02:00 UTC");
    assertThat(missed(5).missedInWords())
        .contains("missed: the first 2026-11-21 00:00 UTC, the last 2026-11-21 04:00 UTC");
  }

  private static DueRuns missed(int count) {
    return new DueRuns(MIDNIGHT, true, List.of(), List.of(), hours(count));
  }

  private static List<Instant> hours(int count) {
    return IntStream.range(0, count).mapToObj(DueRunsTest::at).toList();
  }

  private static Instant at(int hour) {
    return MIDNIGHT.plusSeconds(3600L * hour);
  }
}
