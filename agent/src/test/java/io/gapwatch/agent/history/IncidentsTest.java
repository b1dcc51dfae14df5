package io.gapwatch.agent.history;

import static io.gapwatch.agent.incident.Samples.NOON;
import static io.gapwatch.agent.incident.Samples.finding;
import static io.gapwatch.agent.incident.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.IncidentPolicy;
import io.gapwatch.agent.incident.Muting;
import io.gapwatch.agent.incident.Samples;
import io.gapwatch.agent.incident.State;
import io.gapwatch.agent.incident.Transition.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentsTest {
  private static final CheckResult WARNING = result("disk", finding("disk", Severity.WARNING, "/"));
  private static final CheckResult CRITICAL =
      result("disk", finding("disk", Severity.CRITICAL, "/"));

  private final History history;
  private final Shift shift;

  IncidentsTest(@TempDir Path folder) {
    history = History.open(folder);
    shift = new Shift(history);
  }

  @AfterEach
  void close() {
    history.close();
  }

  @Test
  void followsALifeOverRuns() {
    shift.run(WARNING);
    shift.run(CRITICAL);
    shift.run(result("disk"));
    Incident recovering = history.incidents().active("chain").get(0);
    assertThat(recovering.goodRuns()).isEqualTo(1);
    shift.run(result("disk"));
    assertThat(history.incidents().active("chain")).isEmpty();
    assertThat(history.incidents().transitions(recovering.id()))
        .extracting(transition -> transition.kind())
        .containsExactly(Kind.OPENED, Kind.WORSENED, Kind.RESOLVED);
    assertThat(history.incidents().find(recovering.id()))
        .singleElement()
        .returns(State.RESOLVED, Incident::state)
        .returns(shift.now(), incident -> incident.resolvedAt().orElseThrow());
  }

  @Test
  void findsByTheBeginningOfAnId() {
    shift.run(WARNING, result("blocks", Samples.gap(1, 2)));
    String id = history.incidents().active("chain").get(1).id();
    assertThat(history.incidents().find(id)).hasSize(1);
    assertThat(history.incidents().find("0000")).hasSize(2);
    assertThat(history.incidents().find("9")).isEmpty();
    assertThat(history.incidents().find("%")).isEmpty();
  }

  @Test
  void findsByShortIdWhatIsAliveBeforeWhatIsOver() {
    shift.run(WARNING, result("blocks", Samples.gap(1, 2)));
    Incident first = history.incidents().active("chain").get(1);
    assertThat(history.incidents().find(first.shortId())).containsExactly(first);
    assertThat(history.incidents().find(first.shortId().substring(0, 3).toUpperCase(Locale.ROOT)))
        .containsExactly(first);
    shift.run(WARNING, result("blocks"));
    shift.run(WARNING, result("blocks"));
    assertThat(history.incidents().find("")).extracting(Incident::state).containsOnly(State.OPEN);
    assertThat(history.incidents().find(first.shortId()))
        .singleElement()
        .returns(first.id(), Incident::id);
  }

  @Test
  void rangesThatOneRunOpenedAreParts() {
    shift.run(WARNING, result("blocks", Samples.gap(1, 2), Samples.gap(5, 6)));
    List<Incident> open = history.incidents().active("chain");
    shift.run(WARNING, result("blocks", Samples.gap(1, 2), Samples.gap(5, 6), Samples.gap(9, 9)));
    Incident gap = open.get(2);
    assertThat(history.incidents().parts(gap).all())
        .extracting(one -> one.finding().subject())
        .containsExactly("blocks 1-2", "blocks 5-6");
    assertThat(history.incidents().parts(open.get(0)).all()).hasSize(1);
  }

  @Test
  void listsWhatWasActiveSinceATime() {
    shift.run(WARNING, result("swap", finding("swap", Severity.WARNING, "swap")));
    shift.run(WARNING, result("swap"));
    shift.run(WARNING, result("swap"));
    assertThat(history.incidents().since(NOON)).hasSize(2);
    assertThat(history.incidents().since(shift.now())).hasSize(2);
    assertThat(history.incidents().since(shift.now().plusMillis(1))).hasSize(1);
  }

  @Test
  void keepsWhoAcknowledgedIt() {
    shift.run(WARNING);
    String id = history.incidents().active("chain").get(0).id();
    assertThat(history.incidents().acknowledge(id, "ann", NOON)).isTrue();
    shift.run(WARNING);
    assertThat(history.incidents().active("chain").get(0).acknowledgedBy()).contains("ann");
    assertThat(history.incidents().acknowledgedAt(id)).contains(NOON);
    shift.run(CRITICAL);
    assertThat(history.incidents().active("chain").get(0).acknowledgedBy()).isEmpty();
    assertThat(history.incidents().acknowledgedAt(id)).as("when that ended").contains(shift.now());
  }

  @Test
  void keepsAnAcknowledgementThatCameDuringARun() {
    shift.run(WARNING);
    String id = history.incidents().active("chain").get(0).id();
    Commit commit = shift.prepare(Muting.NONE, WARNING);
    history.incidents().acknowledge(id, "ann", shift.now());
    history.commit(commit);
    assertThat(history.incidents().active("chain").get(0).acknowledgedBy()).contains("ann");
  }

  @Test
  void acknowledgesOnlyWhatIsActive() {
    shift.run(WARNING);
    String id = history.incidents().active("chain").get(0).id();
    shift.run(result("disk"));
    shift.run(result("disk"));
    assertThat(history.incidents().acknowledge(id, "ann", NOON)).isFalse();
    assertThat(history.incidents().acknowledge("none", "ann", NOON)).isFalse();
  }

  @Test
  void forgetsAPendingOneThatIsGone() {
    Shift slow = new Shift(history, new IncidentPolicy(2, 2, Map.of()));
    slow.run(WARNING);
    assertThat(history.incidents().active("chain"))
        .extracting(Incident::state)
        .containsExactly(State.PENDING);
    slow.run(result("disk"));
    assertThat(history.incidents().since(NOON)).isEmpty();
  }

  @Test
  void leavesTheIncidentsOfOtherJobsAlone() {
    shift.run(WARNING);
    history.commit(
        new Commit(
            Run.started("x", "other", NOON).ended(NOON, WARNING.status(), 1),
            List.of(),
            Advance.NOTHING,
            Shift.CHANNELS,
            Muting.NONE));
    assertThat(history.incidents().active("chain")).hasSize(1);
    assertThat(history.incidents().active("other")).isEmpty();
  }
}
