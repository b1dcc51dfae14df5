package io.gapwatch.agent.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.soak.Fate.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReckoningTest {
  private static final Instant START = Instant.parse("2026-05-01T05:30:05Z");
  private static final String SUBJECT = "chain: newest row";
  private static final Truth BAD = Truth.known(Set.of(SUBJECT), Set.of(SUBJECT), true);
  private static final Truth GOOD = Truth.known(Set.of(), Set.of(), false);
  private static final String ALARM = "CRITICAL chain: newest row: 7 h old (since 22:30 UTC)";
  private static final String END = "resolved chain: newest row: was critical for 9 h";
  private static final String LATE_END = END + " (sent late: resolved 2026-05-01 06:30 UTC)";
  private static final String UNTOLD_END =
      END + " (sent late: began 2026-04-30 22:30 UTC, resolved 2026-05-01 06:30 UTC)";

  private final Reckoning reckoning = new Reckoning("chain");
  private int runs;

  private void run(Truth truth, Set<Trouble> troubles, Optional<Stage> met, String... lines) {
    Instant time = START.plus(Duration.ofHours(runs++));
    List<String> texts = lines.length == 0 ? List.of() : List.of(String.join("\n", lines));
    reckoning.observe(
        truth,
        new Outcome(
            "chain",
            time,
            time,
            troubles,
            met,
            new PhoneLog(texts, List.of(), List.of(), 1),
            List.of()));
  }

  private void run(Truth truth, String... lines) {
    run(truth, Set.of(), Optional.empty(), lines);
  }

  private void runRefused(Truth truth) {
    run(truth, Set.of(Trouble.PHONE_REFUSES), Optional.empty());
  }

  private void runInVain(Truth truth) {
    run(truth, Set.of(Trouble.PHONE_ERRORS), Optional.empty());
  }

  private void runKilledAfterSending(Truth truth, String... lines) {
    run(truth, Set.of(), Optional.of(Stage.AFTER_SEND), lines);
  }

  @Test
  void anAlarmAndItsEndAreInOrder() {
    run(BAD, ALARM);
    run(GOOD);
    run(GOOD, END);
    assertThat(reckoning.faults()).isEmpty();
    assertThat(reckoning.owes()).isFalse();
  }

  @Test
  void anEndThatIsRepeatedAfterAKillBelongsToItsOwnLife() {
    runRefused(BAD);
    runRefused(GOOD);
    run(GOOD, UNTOLD_END);
    run(BAD, ALARM);
    run(GOOD);
    runKilledAfterSending(GOOD, END);
    run(GOOD, LATE_END);
    assertThat(reckoning.faults()).isEmpty();
    assertThat(reckoning.repeats()).isEqualTo(1);
    assertThat(reckoning.owes()).isFalse();
  }

  @Test
  void twoLivesThatEndInOneMessageKeepTheirOwnAlarms() {
    run(BAD, ALARM);
    runInVain(GOOD);
    runInVain(GOOD);
    runInVain(BAD);
    runInVain(GOOD);
    run(GOOD, UNTOLD_END, LATE_END);
    assertThat(reckoning.faults()).isEmpty();
    assertThat(reckoning.owes()).isFalse();
  }

  @Test
  void anEndWithoutItsAlarmIsAFault() {
    runInVain(BAD);
    runInVain(GOOD);
    run(GOOD, END);
    assertThat(reckoning.faults()).singleElement().asString().contains("never told");
  }

  @Test
  void whatWasRefusedIsToldOnceItsCauseIsFixed() {
    runRefused(BAD);
    assertThat(reckoning.owes()).isTrue();
    run(BAD, ALARM);
    run(GOOD);
    run(GOOD, END);
    assertThat(reckoning.faults()).isEmpty();
    assertThat(reckoning.owes()).isFalse();
    assertThat(reckoning.refused()).isEqualTo(1);
  }

  @Test
  void aLossThatLeavesTheWindowIsClosedAndNobodyKnowsHowItEnded() {
    Truth lost = Truth.known(Set.of("chain 100-105"), Set.of("chain 100-105"), true);
    run(lost, "CRITICAL chain 100-105: 6 blocks missing (since 22:30 UTC)");
    run(
        GOOD,
        "closed chain 100-105: no longer looked at: it left what its check looks at; was critical"
            + " for 3d");
    assertThat(reckoning.faults()).isEmpty();
    assertThat(reckoning.gaveUp()).isTrue();
    run(GOOD);
    assertThat(reckoning.gaveUp()).isFalse();
  }

  @Test
  void aLossThatLeavesTheWindowIsNotResolved() {
    Truth lost = Truth.known(Set.of("chain 100-105"), Set.of("chain 100-105"), true);
    run(lost, "CRITICAL chain 100-105: 6 blocks missing (since 22:30 UTC)");
    run(GOOD, "resolved chain 100-105: was critical for 3d");
    assertThat(reckoning.faults()).hasSize(1);
  }

  @Test
  void anAlarmOfWhatIsWellIsAFault() {
    run(GOOD, ALARM);
    assertThat(reckoning.faults()).singleElement().asString().contains("not so");
  }

  @Test
  void anAlarmThatWasReceiptedIsNotToldAgain() {
    run(BAD, ALARM);
    run(BAD, ALARM);
    assertThat(reckoning.faults()).singleElement().asString().contains("again");
  }

  @Test
  void whatIsNotToldIsOwedAndInTheEndLost() {
    runInVain(BAD);
    assertThat(reckoning.owes()).isTrue();
    run(BAD);
    assertThat(reckoning.lost()).containsExactly("chain: chain: newest row");
  }

  @Test
  void whatWasSentWithoutAReceiptIsOwedStill() {
    runKilledAfterSending(BAD, ALARM);
    assertThat(reckoning.owes()).isTrue();
    run(BAD, ALARM);
    assertThat(reckoning.faults()).isEmpty();
    assertThat(reckoning.repeats()).isEqualTo(1);
    assertThat(reckoning.owes()).isFalse();
  }

  @Test
  void aFullMessageCountsWhatItDoesNotName() {
    Set<String> three = Set.of(SUBJECT, "runs of feed", "runs of nightly");
    Truth bad = Truth.known(three, three, true);
    run(bad, ALARM, "+2 more");
    assertThat(reckoning.owes()).isFalse();
    run(GOOD);
    run(GOOD, END, "resolved 2 found by missed-runs: runs of feed; +1 more: were warning, for 2h");
    assertThat(reckoning.faults()).isEmpty();
    assertThat(reckoning.owes()).isFalse();
  }

  @Test
  void aFullMessageThatCountsTooFewIsAFault() {
    Set<String> three = Set.of(SUBJECT, "runs of feed", "runs of nightly");
    run(Truth.known(three, three, true), ALARM, "+1 more");
    assertThat(reckoning.faults()).hasSize(1);
  }
}
