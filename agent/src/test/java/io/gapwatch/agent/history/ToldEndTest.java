package io.gapwatch.agent.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.incident.Transition.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told of the end of an incident: who may have heard of its beginning. */
class ToldEndTest extends ToldChannels {
  ToldEndTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void tellsOfTheEndOfWhatMayHaveArrivedBeforeItBegan() {
    shift.run(WARNING);
    List<String> opened =
        history.outbox().pending("chain", "phone").stream()
            .map(one -> one.transition().id())
            .toList();
    history.outbox().begins("phone", opened);
    // Killed here: the vendor may have it, and there is no receipt.
    shift.run(MUTED, WARNING);
    shift.run(MUTED, GOOD);
    shift.run(GOOD);
    assertThat(told("phone")).containsExactly(Kind.OPENED, Kind.RESOLVED);
  }

  @Test
  void tellsNothingOfWhatWasResolvedMeanwhile() {
    shift.run(MUTED, WARNING);
    shift.run(MUTED, GOOD);
    shift.run(GOOD);
    assertThat(told("phone")).isEmpty();
  }

  @Test
  void tellsNothingOfWhatIsResolvedByTheRunThatEndsIt() {
    shift.run(MUTED, WARNING);
    shift.run(GOOD);
    assertThat(told("phone")).isEmpty();
    shift.run(GOOD);
    assertThat(told("phone")).isEmpty();
  }

  @Test
  void tellsThoseWhoHeardOfTheOpeningOfTheEnd() {
    shift.run(WARNING);
    deliver("phone");
    refuse("chat");
    shift.run(MUTED, CRITICAL);
    shift.run(MUTED, GOOD);
    assertThat(told("phone")).isEmpty();
    shift.run(GOOD);
    assertThat(told("phone")).containsExactly(Kind.RESOLVED);
    assertThat(told("chat")).isEmpty();
  }

  @Test
  void tellsOfTheEndOnlyWhereTheBeginningWasTold() {
    shift.run(WARNING);
    refuse("chat");
    shift.run(GOOD);
    assertThat(told("phone")).containsExactly(Kind.OPENED, Kind.RESOLVED);
    assertThat(told("chat")).isEmpty();
  }

  @Test
  void whatCouldNotBeDeliveredBeforeWaitsForTheEndAndIsNotLost() {
    shift.run(WARNING);
    history.outbox().failed("phone", ids("phone"), "no answer", Optional.empty());
    shift.run(MUTED, GOOD);
    assertThat(told("phone")).isEmpty();
    assertThat(told("chat")).isEmpty();
    shift.run(GOOD);
    assertThat(told("phone")).containsExactly(Kind.OPENED, Kind.RESOLVED);
  }

  /** A secret was missing, or the run was killed, before anything could be tried. */
  @Test
  void norIsWhatCouldNotBeTriedBefore() {
    shift.run(WARNING);
    shift.run(MUTED, WARNING);
    shift.run(MUTED, GOOD);
    assertThat(told("phone")).isEmpty();
    shift.run(GOOD);
    assertThat(told("phone")).containsExactly(Kind.OPENED, Kind.RESOLVED);
  }
}
