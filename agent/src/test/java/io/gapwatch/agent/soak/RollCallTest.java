package io.gapwatch.agent.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.soak.Fate.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RollCallTest {
  /** A quarter past an even hour in New York, when {@code feed} is due. */
  private static final Instant DUE = Instant.parse("2026-10-02T14:15:00Z");

  private static final PhoneLog NO_CALLS = new PhoneLog(List.of(), List.of(), List.of(), 0);

  /** By so much the clock is behind for a day. */
  private static final Duration YEARS = Duration.ofDays(800);

  private static final Instant START = DUE.minus(Duration.ofDays(1));

  private final RollCall rollCall =
      new RollCall(
          Map.of(
              "feed",
              DueTimes.of(
                  "feed",
                  new Plan(
                      1,
                      START,
                      DUE.plus(Duration.ofDays(2)),
                      List.of(),
                      List.of(),
                      List.of(new Jump(DUE, DUE.plus(Duration.ofDays(1)), YEARS.negated()))))),
          START);

  private void run(Instant time, Optional<Stage> met) {
    run("feed", time, met);
  }

  private void run(String job, Instant time, Optional<Stage> met) {
    rollCall.began(new Outcome(job, time, time, Set.of(), met, NO_CALLS, List.of()));
  }

  private void runEachDay(int from, int to) {
    for (int day = from; day <= to; day++) {
      run(DUE.plus(Duration.ofDays(day)), Optional.empty());
    }
  }

  private Set<String> wrong(String asking, Duration after) {
    return rollCall.wrong(asking, DUE.plus(after));
  }

  @Test
  void oneMissedDueTimeIsNoWarningAndTwoAreTenMinutesLater() {
    run(DUE, Optional.empty());
    assertThat(wrong("chain", Duration.ofMinutes(4 * 60 + 9))).isEmpty();
    assertThat(wrong("chain", Duration.ofMinutes(4 * 60 + 10))).containsExactly("runs of feed");
  }

  @Test
  void aDeadRunIsKnownToItsOwnJobAtOnceAndToOthersAfterItsDeadline() {
    run(DUE, Optional.of(Stage.ASKING));
    assertThat(wrong("feed", Duration.ofMinutes(1))).containsExactly("unfinished run of feed");
    assertThat(wrong("chain", Duration.ofMinutes(20))).isEmpty();
    assertThat(wrong("chain", Duration.ofMinutes(21))).containsExactly("unfinished run of feed");
  }

  @Test
  void aRunThatDiesAfterItsCommitHasEnded() {
    run(DUE, Optional.of(Stage.BEFORE_SEND));
    assertThat(wrong("feed", Duration.ofMinutes(1))).isEmpty();
  }

  @Test
  void aRunInTheFutureOfAClockThatWasSetBackDoesNotCount() {
    run(DUE, Optional.empty());
    run(DUE.plus(Duration.ofHours(6)), Optional.of(Stage.ASKING));
    assertThat(wrong("feed", Duration.ofHours(1))).isEmpty();
  }

  @Test
  void aRunThatAClockSetBackByYearsDatedIsKnownAsLongAsTheHistoryKeepsIt() {
    run(DUE.minus(YEARS), Optional.empty());
    runEachDay(1, 29);
    Duration nextDay = Duration.ofDays(1).minus(YEARS);
    assertThat(wrong("chain", nextDay)).containsExactly("runs of feed");
    runEachDay(30, 31);
    assertThat(wrong("chain", nextDay)).isEmpty();
  }

  @Test
  void runsThatDieBeforeTheirEndForgetNothing() {
    run(DUE.minus(YEARS), Optional.empty());
    runEachDay(1, 29);
    run(DUE.plus(Duration.ofDays(31)), Optional.of(Stage.AFTER_SEND));
    assertThat(wrong("chain", Duration.ofDays(1).minus(YEARS))).containsExactly("runs of feed");
  }

  @Test
  void aJobThatNeverRanIsNotMissedBeforeItWasConfigured() {
    run("chain", DUE.minus(YEARS), Optional.empty());
    assertThat(wrong("chain", Duration.ofDays(1).minus(YEARS))).isEmpty();
    assertThat(wrong("chain", Duration.ofDays(1))).containsExactly("runs of feed");
  }
}
