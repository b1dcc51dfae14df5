package io.gapwatch.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncidentPageTest {
  @Test
  void tellsTheWholeLifeOfAnIncident() {
    Golden.assertMatches("incident.txt", new IncidentPage(Style.PLAIN).text(ReportSamples.file()));
  }

  @Test
  void tellsItToScripts() {
    Golden.assertMatches("incident.json", new IncidentPage(Style.PLAIN).json(ReportSamples.file()));
  }

  @Test
  void fillsInTheEscalationForm() {
    Golden.assertMatches("escalation.txt", EscalationForm.of(ReportSamples.file()));
  }

  @Test
  void leavesToPeopleWhatIsNotKnown() {
    IncidentFile file = ReportSamples.file();
    String form =
        EscalationForm.of(
            new IncidentFile(
                file.incident(), file.parts(), List.of(), List.of(), List.of(), file.now()));

    assertThat(form)
        .contains("Component: check blocks\n")
        .contains("- Checks of the last run: [unknown]");
  }

  @Test
  void listsIncidentsAndSilences() {
    IncidentList list = new IncidentList(Style.PLAIN, ReportSamples.MORNING);

    assertThat(list.incidents(ReportSamples.night().incidents()))
        .isEqualTo(
            """
            dkqbt  CRITICAL blocks: blocks 100-109: 10 blocks missing
                resolved of job chain, began 2026-11-20 22:07 UTC, lasted 7h
            jwtxn  CRITICAL blocks: blocks 200-201: 2 blocks missing
                open, acknowledged by ann of job chain, began 2026-11-20 22:07 UTC, lasted 10h 23m
            2 incidents
            """);
    assertThat(
            list.silences(
                List.of(
                    new io.gapwatch.agent.incident.Silence(
                        "01S",
                        "blocks/*",
                        ReportSamples.MORNING,
                        ReportSamples.MORNING,
                        "backfill",
                        "bob"))))
        .isEqualTo(
            """
            tkwcq  blocks/* until 2026-11-21 08:30 UTC
                by bob: backfill
            1 silence
            """);
    assertThat(Optional.of(list.json(List.of(), Map.of()))).contains("[ ]");
  }
}
