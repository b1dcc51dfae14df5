package io.gapwatch.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Run;
import java.util.List;
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
    return new Period(
        NIGHT.job(),
        NIGHT.from(),
        NIGHT.to(),
        NIGHT.deadline(),
        runs,
        NIGHT.longestGap(),
        NIGHT.due(),
        List.of(),
        List.of());
  }
}
