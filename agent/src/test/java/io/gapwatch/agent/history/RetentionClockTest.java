package io.gapwatch.agent.history;

import static io.gapwatch.agent.incident.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Retention.Limits;
import io.gapwatch.agent.history.Retention.Pruned;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is forgotten where the clock was wrong: nothing on its word alone. */
class RetentionClockTest extends AgedHistory {
  RetentionClockTest(@TempDir Path folder) {
    super(folder);
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
}
