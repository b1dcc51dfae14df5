package io.gapwatch.agent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.result.RunResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report of the operators' off-chain monitoring guide. */
class InsideReportTest {

  @ParameterizedTest
  @CsvSource({"TEXT,txt", "MARKDOWN,md", "HTML,html"})
  void theSampleOfTheGuide(ReportFormat format, String extension) {
    Golden.assertMatches("inside." + extension, print(format, InsideSamples.healthy()));
  }

  @Test
  void aWorkerThatCrashedAndAGroupThatStalled() {
    Golden.assertMatches("inside-broken.txt", print(ReportFormat.TEXT, InsideSamples.broken()));
  }

  @Test
  void aDatabaseThatIsDownIsOneAlert() {
    String text = print(ReportFormat.TEXT, InsideSamples.down());

    assertThat(text.lines().filter(line -> line.startsWith("❌ CRITICAL")))
        .singleElement()
        .asString()
        .contains("; not checked because of it: events, sealing");
    assertThat(text).contains("❓ events: ", "❓ sealing: ").doesNotContain("No alerts", "RECENT");
  }

  @Test
  void aTickIsOnlyForWhatIsKnownToBeGood() {
    List<Section.Item> items = new InsideReport(InsideSamples.broken()).sections().get(0).items();

    assertThat(items)
        .extracting(Section.Item::head, Section.Item::mark)
        .containsExactly(
            tuple("twzrd-aggregator", "✅"),
            tuple("tree-builder-worker", "❓"),
            tuple("cls-worker-1", "❌"));
  }

  @Test
  void noAlertsIsSaidOnlyWhereThereIsNone() {
    assertThat(print(ReportFormat.TEXT, InsideSamples.healthy())).contains("✅ No alerts");
    assertThat(print(ReportFormat.TEXT, InsideSamples.broken())).doesNotContain("No alerts");
  }

  @Test
  void whatNeedsNoActionIsANoteAndNoAlert() {
    assertThat(print(ReportFormat.TEXT, InsideSamples.healthy()))
        .contains(
            "INFO workers: occasional restarts an hour: twzrd-aggregator 1",
            "INFO errors: 2 lines of errors",
            "INFO sealing: backlog: 31 to publish");
  }

  /** Of several parts of one check that wait for a second run, each is named. */
  @Test
  void aNoteSaysWhichPartItIsAbout() {
    Finding waits =
        new Finding(
            "workers",
            Severity.UNKNOWN,
            "cls-worker-1 restarts",
            "could not be checked: 9 restarts in all; per hour not known before the second run",
            "unknown",
            "5",
            "run the job again",
            Map.of(),
            Optional.empty(),
            Optional.of(InsideSamples.NOW.plusSeconds(1800)),
            Place.of("cls-worker-1"));

    assertThat(print(ReportFormat.TEXT, InsideSamples.finding(waits)))
        .contains("INFO workers: cls-worker-1 restarts: could not be checked: 9 restarts in all")
        .contains("❓ cls-worker-1", "✅ No alerts");
  }

  @Test
  void theEscalationFormHasLinesOfTheLogsAndAsksOnlyWhatTheJobWatches() {
    String form = EscalationForm.of(InsideSamples.file());

    assertThat(form)
        .contains(
            "- Is data collection stopped? no (events: 4,523 rows",
            "- Are new epochs being sealed? yes (sealing: MILO newest epoch",
            "- How many users impacted? [number]")
        .doesNotContain("claims");
    assertThat(form.lines().filter(line -> line.startsWith("ERROR line "))).hasSize(15);
  }

  @Test
  void theEscalationFormHasTheLinesOfTheProcessThatItIsAbout() {
    Finding stalled =
        InsideChecks.finding(
            "sealing",
            Severity.CRITICAL,
            "milo: newest epoch",
            "the newest epoch of milo is that of 06:00 UTC",
            Map.of("process", "tree-builder-worker"));

    assertThat(EscalationForm.of(InsideSamples.file(stalled)))
        .contains("tree-builder-worker: ERROR permission denied for table sealed_epochs")
        .doesNotContain("ERROR line", "another app");
  }

  private static String print(ReportFormat format, RunResult run) {
    return format.printer(Style.PLAIN).print(InsideSamples.last(run));
  }
}
