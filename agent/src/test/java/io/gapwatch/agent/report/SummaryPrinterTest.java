package io.gapwatch.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.report.Criterion.Met;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Summaries as people get them: short on the phone, whole as text, page, Markdown and JSON. */
class SummaryPrinterTest {
  private static final Instant MORNING = Instant.parse("2026-11-23T07:00:00Z");

  private static Summary dawn() {
    return new Summary(
        "dawn",
        MORNING.minus(Duration.ofHours(10)),
        MORNING,
        List.of("overnight: 5 due by schedule: 4 ran, 1 missed; missed: 2026-11-23 02:11 UTC"),
        false,
        List.of(
            new Criterion(
                "all services online",
                Met.NOT_MET,
                "offline gateway was 1 at 2026-11-23 04:11 UTC"),
            new Criterion("new epochs sealed every hour", Met.UNKNOWN, "not all runs are known"),
            new Criterion("memory under 500MB per service", Met.MET, "memory at most 158MiB")),
        List.of(),
        List.of(),
        List.of());
  }

  private static Summary weekly() {
    return new Summary(
        "health",
        MORNING.minus(Duration.ofDays(7)),
        MORNING,
        List.of(
            "database: 7 due by schedule: 7 ran, 0 missed",
            "vacuum: 1 due by schedule: 1 ran, 0 missed"),
        true,
        List.of(),
        List.of(
            new Trend(
                "size",
                Unit.BYTES,
                List.of(2e9, 2.1e9, 2.2e9),
                OptionalDouble.of(1.9e9),
                2.1e9,
                2.2e9,
                Optional.of(Duration.ofDays(40))),
            new Trend(
                "swap used",
                Unit.PERCENT,
                List.of(7.0, 8.0, 9.0),
                OptionalDouble.empty(),
                8,
                9,
                Optional.of(Duration.ofDays(90))),
            new Trend(
                "incidents", Unit.COUNT, List.of(), OptionalDouble.of(4), 2, 1, Optional.empty())),
        List.of(
            new Deed(
                "vacuum",
                MORNING.minus(Duration.ofDays(4)),
                Status.OK,
                "vacuumed 1 table; 1 of 14 tables had more than 10,000 dead rows",
                List.of(
                    new Fact(
                        "user_signals", "12,000 \u2192 0 dead rows, 2MiB \u2192 2MiB, in 0.4s"))),
            new Deed(
                "restart",
                MORNING.minus(Duration.ofDays(2)),
                Status.CRITICAL,
                "restarted 0 processes; <gateway> is not well",
                List.of(new Fact("<gateway>", "NOT well after its restart: it is errored")))),
        ReportSamples.night().incidents());
  }

  @Test
  void theNight() {
    Golden.assertMatches(
        "dawn-phone.txt",
        dawn().title() + "\n" + String.join("\n", SummaryPrinter.lines(dawn())) + "\n");
    Golden.assertMatches("dawn.txt", SummaryPrinter.text(dawn()));
    Golden.assertMatches("dawn.md", SummaryPrinter.markdown(dawn()));
    Golden.assertMatches("dawn.html", SummaryPrinter.html(dawn()));
    Golden.assertMatches("dawn.json", SummaryPrinter.json(dawn()));
  }

  @Test
  void theWeek() {
    Golden.assertMatches(
        "weekly-phone.txt",
        weekly().title() + "\n" + String.join("\n", SummaryPrinter.lines(weekly())) + "\n");
    Golden.assertMatches("weekly.txt", SummaryPrinter.text(weekly()));
    Golden.assertMatches("weekly.md", SummaryPrinter.markdown(weekly()));
    Golden.assertMatches("weekly.html", SummaryPrinter.html(weekly()));
    Golden.assertMatches("weekly.json", SummaryPrinter.json(weekly()));
  }

  @Test
  void whatWasFoundIsNeverMarkupAndNothingComesFromElsewhere() {
    assertThat(SummaryPrinter.html(weekly()))
        .doesNotContain("<gateway>", "<script", "<link", "<img", "http:", "https:")
        .contains("&lt;gateway&gt;");
    assertThat(SummaryPrinter.markdown(weekly())).doesNotContain("<gateway>");
  }

  @Test
  void somethingOpenIsNeverATick() {
    assertThat(weekly().title()).isEqualTo("❌ HEALTH: 2 incidents, 1 still open");
    Summary night =
        new Summary(
            "dawn",
            MORNING,
            MORNING,
            List.of(),
            true,
            List.of(new Criterion("one", Met.MET, "")),
            List.of(),
            List.of(),
            weekly().incidents());
    assertThat(night.title()).isEqualTo("❌ DAWN: all 1 criteria met, but 1 incident still open");
  }
}
