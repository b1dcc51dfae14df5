package io.gapwatch.agent.summary;

import static io.gapwatch.agent.summary.Fortnight.START;
import static io.gapwatch.agent.summary.Fortnight.numbers;
import static org.assertj.core.api.Assertions.assertThat;

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

/** A week against the one before. */
class TrendsTest {
  private final Fortnight nights;

  TrendsTest(@TempDir Path folder) {
    nights = new Fortnight(folder);
  }

  @AfterEach
  void close() {
    nights.close();
  }

  @Test
  void aWeekIsHeldAgainstTheWeekBefore() throws IOException {
    for (Instant at = START;
        at.isBefore(START.plus(Duration.ofDays(14)));
        at = at.plusSeconds(7200)) {
      long bytes = at.isBefore(Instant.parse("2026-11-15T00:00:00Z")) ? 100 << 20 : 150 << 20;
      nights.run(at, 5, all -> numbers(all, "workers").put("memory", Map.of("gateway", bytes)));
    }
    Summary week = nights.summary("weekly", Instant.parse("2026-11-22T00:00:00Z"));

    assertThat(week.title()).isEqualTo("✅ WEEKLY: 0 incidents");
    assertThat(week.trends())
        .first()
        .satisfies(
            trend ->
                assertThat(trend.cells())
                    .startsWith("workers memory gateway", "100MiB", "150MiB", "+50%", "150MiB"));
    assertThat(SummaryPrinter.markdown(week))
        .contains("| workers memory gateway | 100MiB | 150MiB");
    assertThat(SummaryPrinter.html(week)).contains(">workers memory gateway</td>", ">+50%</td>");
  }

  @Test
  void aFewMinutesForecastNothing() throws IOException {
    Instant noon = Instant.parse("2026-11-21T12:00:00Z");
    for (int i = 0; i < 5; i++) {
      double used = 26 + i;
      nights.run(noon.plusSeconds(60L * i), 5, all -> numbers(all, "memory").put("used", used));
    }

    assertThat(nights.summary("weekly", Instant.parse("2026-11-22T00:00:00Z")).trends())
        .filteredOn(trend -> trend.name().startsWith("memory used"))
        .singleElement()
        .satisfies(trend -> assertThat(trend.full()).isEmpty());
  }

  @Test
  void aDayForecastsWhenItIsFull() throws IOException {
    Instant noon = Instant.parse("2026-11-20T12:00:00Z");
    for (int i = 0; i <= 24; i++) {
      double used = 26 + i;
      nights.run(noon.plusSeconds(3600L * i), 5, all -> numbers(all, "memory").put("used", used));
    }

    assertThat(nights.summary("weekly", Instant.parse("2026-11-22T00:00:00Z")).trends())
        .filteredOn(trend -> trend.name().startsWith("memory used"))
        .singleElement()
        .satisfies(trend -> assertThat(trend.full()).contains(Duration.ofHours(50)));
  }
}
