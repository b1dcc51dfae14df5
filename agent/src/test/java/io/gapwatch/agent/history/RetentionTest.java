package io.gapwatch.agent.history;

import static io.gapwatch.agent.incident.Samples.NOON;
import static io.gapwatch.agent.incident.Samples.finding;
import static io.gapwatch.agent.incident.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.history.Retention.Limits;
import io.gapwatch.agent.history.Retention.Pruned;
import io.gapwatch.agent.incident.Closure;
import io.gapwatch.agent.incident.IncidentTracker;
import io.gapwatch.agent.incident.Muting;
import io.gapwatch.agent.incident.Samples;
import io.gapwatch.agent.incident.Silence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is forgotten by its age and by the size of the file, and what is kept whatever that is. */
class RetentionTest extends AgedHistory {
  RetentionTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void forgetsRunsThatAreTooOld() {
    Instant end = runs(10);
    Pruned pruned = history.retention(FOUR_HOURS).prune(end);
    assertThat(pruned).isEqualTo(new Pruned(5, 0));
    assertThat(history.runs().since("chain", NOON))
        .extracting(Run::startedAt)
        .hasSize(5)
        .allMatch(at -> !at.isBefore(end.minus(Duration.ofHours(4))));
    assertThat(history.measurements().series("disk", "rows", "", NOON)).hasSize(5);
    assertThat(history.retention(FOUR_HOURS).prune(end)).isEqualTo(new Pruned(0, 0));
  }

  @Test
  void keepsTheLastRunOfAJob() {
    Instant end = runs(3);
    history.retention(FOUR_HOURS).prune(end.plus(Duration.ofDays(1000)));
    assertThat(history.runs().since("chain", NOON)).hasSize(1);
    assertThat(history.runs().last("chain")).map(Run::startedAt).contains(end);
  }

  @Test
  void keepsActiveIncidentsAndWhatIsStillToBeTold() {
    shift.run(BAD, result("blocks", Samples.gap(1, 9)), result("swap", swap()));
    tell("phone", 3);
    tell("chat", 2);
    shift.run(Muting.NONE, GOOD, result("blocks", Samples.gap(1, 9)), result("swap"));
    tell("phone", 2);
    assertThat(history.incidents().since(NOON)).hasSize(3);

    Pruned pruned = history.retention(FOUR_HOURS).prune(NOON.plus(Duration.ofDays(1)));
    assertThat(pruned.incidents()).isZero();
    tell("chat", 3);
    pruned = history.retention(FOUR_HOURS).prune(NOON.plus(Duration.ofDays(1)));
    assertThat(pruned.incidents()).isEqualTo(2);
    assertThat(history.incidents().since(NOON))
        .singleElement()
        .matches(incident -> incident.finding().checkId().equals("blocks"));
    history.verify();
  }

  @Test
  void keepsWhatIsMutedUntilItIsKnownWhetherToTell() {
    shift.run((incident, channel) -> Optional.of("planned"), BAD);
    shift.run((incident, channel) -> Optional.of("planned"), GOOD);
    Instant later = NOON.plus(Duration.ofDays(1));
    assertThat(history.retention(FOUR_HOURS).prune(later).incidents()).isZero();
    shift.run(GOOD);
    assertThat(history.retention(FOUR_HOURS).prune(later).incidents()).isOne();
  }

  @Test
  void forgetsWhatWasClosedAsWhatWasResolved() {
    shift.run(BAD);
    history
        .incidents()
        .close(
            "chain",
            new IncidentTracker("chain")
                .close(history.incidents().active("chain"), Closure.REMOVED, NOON, () -> "Z"));
    tell("phone", 1);
    tell("chat", 1);

    assertThat(history.incidents().active("chain")).isEmpty();
    assertThat(history.retention(FOUR_HOURS).prune(NOON.plus(Duration.ofDays(1))).incidents())
        .isOne();
  }

  @Test
  void shrinksTheFileByForgettingTheOldestFirst() throws Exception {
    Instant end = fill(600);
    history.close();
    long before = size();
    history = History.open(folder);
    Limits half = new Limits(Duration.ofDays(400), before / 2);

    Pruned pruned = history.retention(half).prune(end);
    assertThat(pruned.runs()).isEqualTo(400);
    assertThat(history.runs().since("chain", NOON).get(0).startedAt())
        .isEqualTo(NOON.plus(Duration.ofHours(401)));
    history.close();
    assertThat(size()).isLessThan(before / 2);
    history = History.open(folder);
    history.verify();
    assertThat(history.retention(half).prune(end)).isEqualTo(new Pruned(0, 0));
  }

  @Test
  void doesBoundedWork() {
    Instant end = runs(2500);
    assertThat(history.retention(FOUR_HOURS).prune(end).runs()).isEqualTo(2000);
    assertThat(history.retention(FOUR_HOURS).prune(end).runs()).isEqualTo(495);
  }

  @Test
  void forgetsSilencesLongOver() {
    history.silences().add(new Silence("1", "disk", NOON.minusSeconds(60), NOON, "", "ann"));
    history.retention(FOUR_HOURS).prune(NOON.plus(Duration.ofHours(5)));
    assertThat(history.silences().activeAt(NOON.minusSeconds(1))).isEmpty();
  }

  @Test
  void keepsAYearAnd200MegabytesUnlessToldOtherwise() {
    assertThat(Limits.DEFAULT).isEqualTo(new Limits(Duration.ofDays(400), 200_000_000));
  }

  private static Finding swap() {
    return finding("swap", Severity.WARNING, "swap");
  }

  /** Runs of about 5 kB. */
  private Instant fill(int count) {
    return runs(count, result("disk", Samples.finding("disk", Severity.WARNING, "x".repeat(1200))));
  }

  private long size() throws Exception {
    return Files.size(folder.resolve("history.db"));
  }
}
