package io.gapwatch.agent.summary;

import static io.gapwatch.agent.summary.Fortnight.START;
import static io.gapwatch.agent.summary.Fortnight.numbers;
import static io.gapwatch.agent.summary.Fortnight.unlike;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.report.Criterion;
import io.gapwatch.agent.report.Criterion.Met;
import io.gapwatch.agent.report.Summary;
import io.gapwatch.agent.report.SummaryPrinter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights with all runs, and without some. */
class SummariesTest {
  private static final String ALL =
      "all services online, new epochs sealed every hour, growth under 100k rows per hour, memory"
          + " under 500MB per service, no service restarts";

  private final Fortnight nights;

  SummariesTest(@TempDir Path folder) {
    nights = new Fortnight(folder);
  }

  @AfterEach
  void close() {
    nights.close();
  }

  @Test
  void aNightWithAllRunsAndNoFaultIsAllMet() throws IOException {
    Summary summary = nights.dawn(all -> {});

    assertThat(summary.title()).isEqualTo("✅ DAWN: all 5 criteria met");
    assertThat(summary.status()).isEqualTo(Status.OK);
    assertThat(summary.criteria().stream().map(Criterion::text)).hasSize(5);
    assertThat(String.join(", ", summary.criteria().stream().map(Criterion::text).toList()))
        .isEqualTo(ALL);
    assertThat(SummaryPrinter.lines(summary))
        .startsWith("✅ all services online: offline at most 0")
        .endsWith("overnight: 5 due by schedule: 5 ran, 0 missed");
  }

  @Test
  void aNightWithAMissingRunIsNeverAllMet() throws IOException {
    for (Instant at = START;
        at.isBefore(START.plus(Duration.ofDays(14)));
        at = at.plusSeconds(7200)) {
      if (!at.equals(Instant.parse("2026-11-14T02:20:00Z"))) {
        nights.run(at, 5, all -> {});
      }
    }
    Summary summary = nights.dawn();

    assertThat(summary.title()).isEqualTo("❓ DAWN: 5 of 5 criteria unknown");
    assertThat(unlike(summary, Met.MET))
        .contains(
            "not all runs are known: overnight: 5 due by schedule: 4 ran, 1 missed; missed: ");
  }

  @Test
  void aNightWithoutRunsIsNeverAllMet() throws IOException {
    assertThat(nights.dawn().title()).isEqualTo("❓ DAWN: 5 of 5 criteria unknown");
    nights.run(START, 5, all -> {});
    Summary later = nights.dawn();
    assertThat(later.title()).isEqualTo("❓ DAWN: 5 of 5 criteria unknown");
    assertThat(later.status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void whatIsKnownToBeWrongDoesNotHideWhatIsUnknown() throws IOException {
    Instant missed = Instant.parse("2026-11-14T02:20:00Z");
    for (Instant at = START; at.isBefore(missed.plusSeconds(7200)); at = at.plusSeconds(7200)) {
      if (!at.equals(missed)) {
        nights.run(at, 5, all -> {});
      }
    }
    nights.run(
        missed.plusSeconds(7200), 5, all -> numbers(all, "workers").put("offline", Map.of("a", 1)));
    Summary summary = nights.dawn();

    assertThat(summary.title()).isEqualTo("❌ DAWN: 1 of 5 criteria not met, 4 unknown");
    assertThat(summary.status()).isEqualTo(Status.UNKNOWN);
  }
}
