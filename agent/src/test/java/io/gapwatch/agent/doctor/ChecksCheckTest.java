package io.gapwatch.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.doctor.Diagnosis.Mark;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChecksCheckTest {
  private static Diagnosis diagnosis(Optional<Instant> settlesAt) {
    Finding hidden =
        new Finding(
            "sequences",
            Severity.UNKNOWN,
            "hidden sequences",
            "could not be checked: role watcher may not read 1 sequence",
            "",
            "",
            "GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO watcher",
            Map.of(),
            Optional.empty(),
            settlesAt,
            Place.WHOLE);
    CheckResult result =
        new CheckResult(
            "sequences",
            "db-sequences",
            "db",
            "SEQUENCES",
            Status.UNKNOWN,
            "no sequence that ends; 1 unknown",
            List.of(),
            Map.of(),
            List.of(hidden),
            true,
            Covered.everything(),
            "");
    return new ChecksCheck(List.of(), check -> false, asked -> List.of(result)).examine().get(0);
  }

  @Test
  void whatARightHidesIsUnknown() {
    Diagnosis told = diagnosis(Optional.empty());
    assertThat(told.mark()).isEqualTo(Mark.UNKNOWN);
    assertThat(told.text())
        .endsWith("; hidden sequences: could not be checked: role watcher may not read 1 sequence");
    assertThat(told.fix()).startsWith("GRANT SELECT");
  }

  @Test
  void whatTheSecondRunWillKnowIsNoFaultOfTheInstallation() {
    assertThat(diagnosis(Optional.of(Instant.parse("2026-11-21T00:00:00Z"))).mark())
        .isEqualTo(Mark.WARNING);
  }
}
