package io.gapwatch.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.history.Sample;
import io.gapwatch.agent.history.Series;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReportPrinterTest {
  private static final Period NIGHT = ReportSamples.night();

  @ParameterizedTest
  @CsvSource({"TEXT,txt", "JSON,json", "MARKDOWN,md", "HTML,html"})
  void theNight(ReportFormat format, String extension) {
    Golden.assertMatches(
        "night." + extension, format.printer(Style.PLAIN).print(ReportSamples.night()));
  }

  @ParameterizedTest
  @CsvSource({"TEXT,txt", "JSON,json", "MARKDOWN,md", "HTML,html"})
  void theLastRun(ReportFormat format, String extension) {
    Golden.assertMatches(
        "last." + extension, format.printer(Style.PLAIN).print(ReportSamples.last()));
  }

  @Test
  void aPageNeedsNothingFromElsewhere() {
    String page = new HtmlPrinter().print(ReportSamples.night());

    assertThat(page)
        .doesNotContain("<script", "<link", "<img", "@import", "url(", "http:", "https:");
  }

  @Test
  void whatWasFoundIsNeverMarkupInAPage() {
    String page = new HtmlPrinter().print(ReportSamples.hostile());

    assertThat(page).doesNotContain("<script>", "alert('x')").contains("&lt;script&gt;");
  }

  @Test
  void whatWasFoundIsNeverMarkupInMarkdown() {
    String text = new MarkdownPrinter().print(ReportSamples.hostile());

    assertThat(text).doesNotContain("<script>", "[l](http", " | `a`");
    assertThat(text.lines().filter(line -> line.startsWith("| ")).map(Golden::cells))
        .containsOnly(5L, 6L);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JSON")
  void whatIsWrongComesBeforeWhatIsWell(ReportFormat format) {
    LastRun last = ReportSamples.last();

    assertThat(last.report().checks()).first().extracting(CheckResult::id).isEqualTo("freshness");
    assertThat(format.printer(Style.PLAIN).print(last))
        .containsSubsequence("2 blocks missing in 1 range", "newest row is 11s old");
    assertThat(PlainReport.text(last.report(), List.of(), List.of()))
        .containsSubsequence("2 blocks missing in 1 range", "newest row is 11s old");
    assertThat(format.printer(Style.PLAIN).print(NIGHT))
        .containsSubsequence("blocks 200-201", "blocks 100-109");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JSON")
  void numbersHaveTheirUnit(ReportFormat format) {
    MetricSeries days =
        new MetricSeries(
            new Series("f", "age", List.of(sample(0, 30_600), sample(1, 90_000))), Unit.SECONDS);
    MetricSeries swap =
        new MetricSeries(
            new Series("s", "used", List.of(sample(0, 8), sample(1, 9.5))), Unit.PERCENT);
    MetricSeries flat =
        new MetricSeries(
            new Series("p", "free", List.of(sample(0, 0x1p30), sample(1, 0x1p30))), Unit.BYTES);

    assertThat(format.printer(Style.PLAIN).print(nightOf(NIGHT.runs(), List.of(days, swap, flat))))
        .contains("8h 30m", "1d 1h", "9.5%", "never changed: p free 1GiB")
        .doesNotContain("30,600", "90,000");
  }

  @Test
  void whatNeverChangedIsToldByItsChecksWithinTheWidthOfATerminal() {
    List<MetricSeries> courses =
        Stream.of("blocks", "metrics", "orders")
            .flatMap(
                check ->
                    Stream.of("rows", "duplicates", "order", "withoutNumber", "withoutTime")
                        .map(
                            name -> {
                              double value = name.equals("rows") ? 3995 : 0;
                              return new MetricSeries(
                                  new Series(check, name, List.of(sample(0, value))), Unit.COUNT);
                            }))
            .toList();

    String text = new TextPrinter(Style.PLAIN).print(nightOf(NIGHT.runs(), courses));

    assertThat(text.replaceAll("\\s+", " "))
        .contains(
            "never changed: blocks rows 3,995; metrics rows 3,995; orders rows 3,995 always 0: ")
        .contains("always 0: blocks duplicates, order, withoutNumber, withoutTime; metrics dup")
        .doesNotContain("p50");
    assertThat(text.lines().filter(line -> line.length() > 80)).isEmpty();
    assertThat(new MarkdownPrinter().print(nightOf(NIGHT.runs(), courses))).doesNotContain("p50");
  }

  /** In base units, which it names. */
  @Test
  void numbersForScriptsHaveNone() {
    assertThat(new JsonPrinter().print(NIGHT))
        .containsSubsequence("\"name\" : \"age\"", "\"unit\" : \"seconds\"", "\"max\" : 640");
  }

  private static Sample sample(int hour, double value) {
    return new Sample(NIGHT.from().plus(Duration.ofHours(hour)), Status.OK, value);
  }

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void aRunThatNeverEndedIsNotTakenForHealth(ReportFormat format) {
    Period onlyKilled = nightOf(List.of(NIGHT.runs().get(0), NIGHT.runs().get(2)));

    assertThat(format.printer(Style.PLAIN).print(onlyKilled)).containsAnyOf("❓", "unknown\"");
    assertThat(onlyKilled.unfinished()).isEqualTo(1);
  }

  @Test
  void aNightWithAMissedRunHasNoTick() {
    Period onlyMissed = nightOf(List.of(NIGHT.runs().get(0)));

    assertThat(onlyMissed.ended(Status.OK)).isEqualTo(1);
    assertThat(onlyMissed.worst()).isEqualTo(Status.WARNING);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JSON")
  void aNightThatMeasuredNothingSaysSo(ReportFormat format) {
    Period unmeasured = nightOf(NIGHT.runs());

    assertThat(format.printer(Style.PLAIN).print(unmeasured))
        .containsPattern("(?i)numbers(]|</h2>)?\\s+(<p[^>]*>)?none");
  }

  /** The night with these runs, in which nothing was found and nothing measured. */
  private static Period nightOf(List<Run> runs) {
    return nightOf(runs, List.of());
  }

  private static Period nightOf(List<Run> runs, List<MetricSeries> series) {
    return new Period(
        NIGHT.job(),
        NIGHT.from(),
        NIGHT.to(),
        NIGHT.deadline(),
        runs,
        NIGHT.longestGap(),
        NIGHT.due(),
        List.of(),
        series);
  }
}
