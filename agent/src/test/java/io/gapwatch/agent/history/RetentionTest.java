package io.gapwatch.agent.history;

import static io.gapwatch.agent.incident.Samples.NOON;
import static io.gapwatch.agent.incident.Samples.finding;
import static io.gapwatch.agent.incident.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Retention.Limits;
import io.gapwatch.agent.history.Retention.Pruned;
import io.gapwatch.agent.incident.Closure;
import io.gapwatch.agent.incident.IncidentPolicy;
import io.gapwatch.agent.incident.IncidentTracker;
import io.gapwatch.agent.incident.Muting;
import io.gapwatch.agent.incident.Samples;
import io.gapwatch.agent.incident.Silence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  private static final Limits FOUR_HOURS = new Limits(Duration.ofHours(4), Long.MAX_VALUE);
  private static final CheckResult BAD = result("disk", finding("disk", Severity.WARNING, "/"));
  private static final CheckResult GOOD = result("disk");

  private final Path folder;
  private final Shift shift;
  private History history;

  RetentionTest(@TempDir Path folder) {
    this.folder = folder;
    history = History.open(folder);
    shift = new Shift(history, new IncidentPolicy(1, 1, Map.of()));
  }

  @AfterEach
  void close() {
    history.close();
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
  void forgetsNothingOnTheWordOfAClockThatJumped() {
    runs(10);
    Limits limits = new Limits(Duration.ofDays(400), Long.MAX_VALUE);
    Instant jumped = NOON.plus(Duration.ofDays(1100));
    new Shift(history, "J", jumped).run(GOOD);
    assertThat(history.retention(limits).prune(jumped)).isEqualTo(new Pruned(0, 0));
  }

  /** A job of each minute makes a hundred runs before anybody looks. */
  @Test
  void norHoweverManyRunsItWasWrongFor() {
    runs(10);
    Limits limits = new Limits(Duration.ofDays(400), Long.MAX_VALUE);
    Instant jumped = NOON.plus(Duration.ofDays(1100));
    for (int minute = 0; minute < 300; minute++) {
      Instant now = jumped.plus(Duration.ofMinutes(minute));
      history.runs().start(Run.started("J" + minute, "chain", now));
      assertThat(history.retention(limits).prune(now)).isEqualTo(new Pruned(0, 0));
    }
  }

  /** A machine that was off for a year is no wrong clock, and what is old then is forgotten. */
  @Test
  void countsAPauseAsADay() {
    runs(10);
    Limits limits = new Limits(Duration.ofDays(400), Long.MAX_VALUE);
    Instant jumped = NOON.plus(Duration.ofDays(1100));
    for (int day = 0; day < 398; day++) {
      Instant now = jumped.plus(Duration.ofDays(day));
      history.runs().start(Run.started("J" + day, "other", now));
      assertThat(history.retention(limits).prune(now).runs()).isZero();
    }
    Instant last = jumped.plus(Duration.ofDays(400));
    for (int day = 398; day <= 400; day++) {
      history.runs().start(Run.started("K" + day, "other", jumped.plus(Duration.ofDays(day))));
    }
    // All but the last that ended of the job.
    assertThat(history.retention(limits).prune(last).runs()).isEqualTo(9);
  }

  /** A machine without a clock of its own boots in 1970, until it knows the time. */
  @Test
  void aClockThatWasSetBackKeepsNothingOlder() {
    Instant past = Instant.parse("2023-03-01T00:00:00Z");
    shift.run(BAD);
    shift.run(GOOD);
    tell("phone", 2);
    tell("chat", 2);
    runs(80);
    Shift back = new Shift(history, "B", past);
    back.run(BAD);
    back.run(GOOD);
    back.run(GOOD);
    tell("phone", 2);
    tell("chat", 2);
    Instant end = NOON.plus(Duration.ofHours(82));
    for (int hour = 81; hour <= 82; hour++) {
      Instant at = NOON.plus(Duration.ofHours(hour));
      history
          .runs()
          .finish(Run.started("C" + hour, "chain", at).ended(at, Status.OK, 0), List.of());
    }

    Pruned pruned = history.retention(new Limits(Duration.ofDays(2), Long.MAX_VALUE)).prune(end);

    assertThat(pruned.runs()).isPositive();
    assertThat(history.runs().since("chain", NOON))
        .extracting(Run::startedAt)
        .allMatch(at -> !at.isBefore(end.minus(Duration.ofHours(49))));
    assertThat(history.runs().since("chain", past).get(0).startedAt()).isBefore(NOON);
    assertThat(history.incidents().since(past))
        .singleElement()
        .matches(incident -> incident.firstSeen().isBefore(NOON));
  }

  /** Nothing is looked at for what is hardly too old, nor deleted by the clock alone. */
  @Test
  void keepsForAShareLonger() {
    runs(10);
    Limits limits = new Limits(Duration.ofDays(400), Long.MAX_VALUE);
    Instant later = NOON.plus(Duration.ofDays(400)).plus(Duration.ofHours(20));
    assertThat(history.retention(limits).prune(later)).isEqualTo(new Pruned(0, 0));
  }

  /** It is told of until its time has come. */
  @Test
  void keepsARunOfTheFuture() {
    Instant past = Instant.parse("2023-03-01T00:00:00Z");
    Instant future = Instant.parse("2029-03-01T00:00:00Z");
    history.runs().start(Run.started("A", "chain", past));
    history.runs().start(Run.started("F", "chain", future));
    Instant end = runs(80);

    history.retention(new Limits(Duration.ofDays(2), Long.MAX_VALUE)).prune(end);

    assertThat(history.runs().since("chain", past))
        .extracting(Run::startedAt)
        .contains(future)
        .doesNotContain(past, NOON.plus(Duration.ofHours(1)));
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

  /** Tells the channel as many as it is waiting for. */
  private void tell(String channel, int expected) {
    List<String> ids =
        history.outbox().pending("chain", channel).stream()
            .map(pending -> pending.transition().id())
            .limit(expected)
            .toList();
    assertThat(ids).hasSize(expected);
    history.outbox().delivered(channel, ids, Optional.empty(), NOON);
  }

  /** Small runs in one transaction, which is much faster; says when the last one began. */
  private Instant runs(int count) {
    return runs(count, GOOD);
  }

  /** Runs of about 5 kB. */
  private Instant fill(int count) {
    return runs(count, result("disk", Samples.finding("disk", Severity.WARNING, "x".repeat(1200))));
  }

  private Instant runs(int count, CheckResult result) {
    return history
        .database()
        .transaction(
            () -> {
              for (int i = 1; i <= count; i++) {
                Instant at = NOON.plus(Duration.ofHours(i));
                Run run = Run.started("run " + i, "chain", at);
                history.runs().finish(run.ended(at, result.status(), 0), List.of(result));
              }
              return NOON.plus(Duration.ofHours(count));
            });
  }

  private long size() throws Exception {
    return Files.size(folder.resolve("history.db"));
  }
}
