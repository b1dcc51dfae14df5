package io.gapwatch.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReportPrinterTest {
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
    assertThat(text.lines().filter(line -> line.startsWith("| ")).map(ReportPrinterTest::cells))
        .containsOnly(5L);
  }

  /** Cells of a row: bars that no backslash stands before, less the first. */
  private static long cells(String row) {
    return row.replace("\\|", "").chars().filter(c -> c == '|').count() - 1;
  }

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void aRunThatNeverEndedIsNotTakenForHealth(ReportFormat format) {
    Period night = ReportSamples.night();
    Period onlyKilled =
        new Period(
            night.job(),
            night.from(),
            night.to(),
            night.deadline(),
            List.of(night.runs().get(0), night.runs().get(2)),
            night.longestGap(),
            night.due(),
            List.of(),
            List.of());

    assertThat(format.printer(Style.PLAIN).print(onlyKilled)).containsAnyOf("❓", "unknown\"");
    assertThat(onlyKilled.unfinished()).isEqualTo(1);
  }

  @Test
  void aNightWithAMissedRunHasNoTick() {
    Period night = ReportSamples.night();
    Period onlyMissed =
        new Period(
            night.job(),
            night.from(),
            night.to(),
            night.deadline(),
            List.of(night.runs().get(0)),
            night.longestGap(),
            night.due(),
            List.of(),
            List.of());

    assertThat(onlyMissed.ended(Status.OK)).isEqualTo(1);
    assertThat(onlyMissed.worst()).isEqualTo(Status.WARNING);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JSON")
  void aNightThatMeasuredNothingSaysSo(ReportFormat format) {
    Period night = ReportSamples.night();
    Period unmeasured =
        new Period(
            night.job(),
            night.from(),
            night.to(),
            night.deadline(),
            night.runs(),
            night.longestGap(),
            night.due(),
            night.incidents(),
            List.of());

    assertThat(format.printer(Style.PLAIN).print(unmeasured))
        .containsPattern("(?i)numbers(]|</h2>)?\\s+(<p[^>]*>)?none");
  }
}
