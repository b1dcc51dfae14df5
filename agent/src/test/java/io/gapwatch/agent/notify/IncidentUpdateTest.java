package io.gapwatch.agent.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.incident.Transition.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentUpdateTest {
  private final Finding gap = Samples.gap(1, 2);

  @Test
  void joinsTheChangesOfOneIncident() {
    Transition opened = Samples.opened("1", gap);
    Transition resolved = Samples.resolved("2", gap);

    List<IncidentUpdate> updates = IncidentUpdate.of(List.of(resolved, opened));

    assertThat(updates).containsExactly(new IncidentUpdate(List.of(opened, resolved)));
    assertThat(updates.get(0).overBeforeSent()).isTrue();
  }

  @Test
  void anOpeningThatWasToldIsNotToldAgain() {
    assertThat(IncidentUpdate.of(List.of(Samples.resolved("2", gap))).get(0).overBeforeSent())
        .isFalse();
  }

  @Test
  void putsTheWorstFirst() {
    Finding warning = Samples.finding("rate", Severity.WARNING, "rate", "low", "3");
    List<IncidentUpdate> updates =
        IncidentUpdate.of(
            List.of(
                Samples.resolved("1", Samples.gap(7, 8)),
                Samples.opened("2", warning),
                Samples.opened("3", Samples.unknown("freshness", "refused")),
                Samples.opened("4", gap)));

    assertThat(updates)
        .extracting(update -> update.latest().id())
        .containsExactly("4", "3", "2", "1");
  }

  @ParameterizedTest
  @CsvSource({
    "OPENED, CRITICAL, true",
    "OPENED, UNKNOWN, true",
    "OPENED, WARNING, false",
    "WORSENED, CRITICAL, true",
    "WORSENED, UNKNOWN, true",
    "WORSENED, WARNING, false",
    "REMINDER, CRITICAL, true",
    "REMINDER, UNKNOWN, true",
    "REMINDER, WARNING, false",
    "EASED, CRITICAL, false",
    "EASED, WARNING, false",
    "RESOLVED, CRITICAL, false",
    "RESOLVED, UNKNOWN, false"
  })
  void isUrgentWhenItIsBadAndNotGettingBetter(Kind kind, Severity severity, boolean urgent) {
    Finding finding = Samples.finding("blocks", severity, "blocks", "bad", "1");
    Transition transition = Samples.transition("1", kind, Samples.NOW, finding);

    assertThat(new IncidentUpdate(List.of(transition)).urgent()).isEqualTo(urgent);
  }
}
