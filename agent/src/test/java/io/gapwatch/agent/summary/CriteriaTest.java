package io.gapwatch.agent.summary;

import static io.gapwatch.agent.summary.Fortnight.START;
import static io.gapwatch.agent.summary.Fortnight.numbers;
import static io.gapwatch.agent.summary.Fortnight.unlike;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Actions;
import io.gapwatch.agent.report.Criterion.Met;
import io.gapwatch.agent.report.Summary;
import io.gapwatch.agent.report.SummaryPrinter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One fault, or one thing that is not known, in each of some nights. */
class CriteriaTest {
  private final Fortnight nights;

  CriteriaTest(@TempDir Path folder) {
    nights = new Fortnight(folder);
  }

  @AfterEach
  void close() {
    nights.close();
  }

  @Test
  void eachCriterionCanFail() throws IOException {
    Summary summary =
        nights.dawn(
            all -> {
              numbers(all, "workers").put("offline", Map.of("gateway", 1));
              numbers(all, "workers").put("memory", Map.of("gateway", 612_000_000));
              numbers(all, "workers").put("restartCount", Map.of("gateway#1", 7));
              numbers(all, "sealing").put("missing", Map.of("CLS", 2));
              numbers(all, "signals").put("rowsPerHour", 133_000);
            });

    assertThat(summary.title()).isEqualTo("❌ DAWN: 5 of 5 criteria not met");
    assertThat(summary.status()).isEqualTo(Status.WARNING);
    assertThat(unlike(summary, Met.MET))
        .contains(
            "all services online: offline gateway was 1 at 2026-11-14 02:20 UTC",
            "sealed every hour: missing CLS was 2",
            "100k rows per hour: rowsPerHour was 133,000",
            "memory gateway was 584MiB",
            "no service restarts: restarted: gateway");
  }

  @Test
  void oneStalledGroupIsEnough() throws IOException {
    Summary summary =
        nights.dawn(all -> numbers(all, "sealing").put("age", Map.of("MILO", 900, "CLS", 7_300)));
    assertThat(unlike(summary, Met.MET))
        .isEqualTo("new epochs sealed every hour: age CLS was 2h 1m at 2026-11-14 02:20 UTC");
  }

  @Test
  void whatOneRunCouldNotMeasureIsUnknown() throws IOException {
    Summary summary = nights.dawn(all -> numbers(all, "signals").clear());

    assertThat(summary.title()).isEqualTo("❓ DAWN: 1 of 5 criteria unknown");
    assertThat(unlike(summary, Met.MET))
        .isEqualTo(
            "growth under 100k rows per hour: 1 of 5 runs did not measure rowsPerHour of signals");
  }

  @Test
  void oneGroupThatWasMeasuredProvesNothingOfAnother() throws IOException {
    Instant bad = Instant.parse("2026-11-14T02:20:00Z");
    for (Instant at = START;
        at.isBefore(bad.plus(Duration.ofHours(9)));
        at = at.plusSeconds(7200)) {
      boolean lost = at.equals(bad);
      nights.run(
          at,
          5,
          all ->
              numbers(all, "sealing")
                  .put("age", lost ? Map.of("MILO", 900) : Map.of("MILO", 900, "CLS", 900)));
    }
    assertThat(unlike(nights.dawn(), Met.MET))
        .isEqualTo("new epochs sealed every hour: 1 of 5 runs did not measure age CLS of sealing");
  }

  @Test
  void whatACheckCouldNotTellAllNightIsUnknown() throws IOException {
    for (Instant at = START;
        at.isBefore(START.plus(Duration.ofDays(7)));
        at = at.plusSeconds(7200)) {
      nights.cannotTell("CLS");
      nights.run(at, 5, all -> {});
    }
    Summary summary = nights.dawn();

    assertThat(summary.title()).isEqualTo("❓ DAWN: 1 of 5 criteria unknown");
    assertThat(unlike(summary, Met.MET))
        .isEqualTo(
            "new epochs sealed every hour: CLS could not be determined at 2026-11-13 22:20 UTC: no"
                + " seals");
  }

  @Test
  void anAppThatRunsFromTimeToTimeNeedsNoMemoryAllNight() throws IOException {
    Summary summary =
        nights.dawn(
            all -> {
              numbers(all, "workers").put("memory", Map.of("gateway", 100, "discovery", 100));
              numbers(all, "workers").put("offline", Map.of("gateway", 0));
            });
    assertThat(unlike(summary, Met.MET)).isEmpty();
  }

  @Test
  void restartsByUpkeepAreNone() throws IOException {
    Instant restart = Instant.parse("2026-11-14T01:00:00Z");
    for (Instant at = START;
        at.isBefore(START.plus(Duration.ofDays(7)));
        at = at.plusSeconds(7200)) {
      nights.run(at, at.isAfter(restart) ? 6 : 5, all -> {});
    }
    assertThat(unlike(nights.dawn(), Met.MET)).contains("restarted: gateway 1 time");

    nights
        .history()
        .actions()
        .begin(
            new Actions.Action(
                "R", "restart", "restart", "pm2", "gateway", "1=7", restart, Optional.empty()));
    assertThat(unlike(nights.dawn(), Met.MET))
        .as("of a run that was killed it is not known whether it restarted anything")
        .contains("restarted: gateway 1 time");
    // The next run takes it up, and proves it.
    long taken =
        nights
            .history()
            .actions()
            .begin(
                new Actions.Action(
                    "S", "restart", "restart", "pm2", "gateway", "1=7", restart, Optional.empty()));
    nights
        .history()
        .actions()
        .end(taken, new Actions.Ending(restart.plusSeconds(20), true, "well"));
    assertThat(unlike(nights.dawn(), Met.MET)).isEmpty();
    assertThat(SummaryPrinter.text(nights.dawn()))
        .contains("no service restarts: none but 1 by upkeep");
  }
}
