package io.gapwatch.agent.history;

import static io.gapwatch.agent.incident.Samples.NOON;
import static io.gapwatch.agent.incident.Samples.finding;
import static io.gapwatch.agent.incident.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.IncidentPolicy;
import io.gapwatch.agent.incident.Muting;
import io.gapwatch.agent.incident.Silence;
import io.gapwatch.agent.incident.Transition.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of muted incidents, and when. */
class MutingTest {
  private static final Muting MUTED = (incident, channel) -> Optional.of("planned");
  private static final CheckResult WARNING = result("disk", finding("disk", Severity.WARNING, "/"));
  private static final CheckResult CRITICAL =
      result("disk", finding("disk", Severity.CRITICAL, "/"));
  private static final CheckResult GOOD = result("disk");

  private final History history;
  private final Shift shift;

  MutingTest(@TempDir Path folder) {
    history = History.open(folder);
    shift =
        new Shift(history, new IncidentPolicy(1, 1, Map.of(Severity.WARNING, Duration.ofHours(2))));
  }

  @AfterEach
  void close() {
    history.close();
  }

  @Test
  void storesButDoesNotTell() {
    shift.run(MUTED, WARNING);
    assertThat(told("phone")).isEmpty();
    String id = history.incidents().active("chain").get(0).id();
    assertThat(history.incidents().transitions(id)).hasSize(1);
  }

  @Test
  void tellsOfTheOpeningWhenItEnds() {
    shift.run(MUTED, WARNING);
    shift.run(MUTED, WARNING);
    shift.run(MUTED, WARNING);
    shift.run(WARNING);
    assertThat(told("phone")).containsExactly(Kind.OPENED);
    assertThat(told("chat")).containsExactly(Kind.OPENED);
  }

  @Test
  void tellsOfTheLastChangeOfSeverityToo() {
    shift.run(MUTED, WARNING);
    shift.run(MUTED, CRITICAL);
    shift.run(MUTED, WARNING);
    shift.run(MUTED, CRITICAL);
    shift.run(CRITICAL);
    assertThat(told("phone")).containsExactly(Kind.OPENED, Kind.WORSENED);
    assertThat(history.outbox().pending("chain", "phone").get(1).transition().at())
        .isEqualTo(shift.now().minus(Duration.ofHours(1)));
  }

  /** Or those with office hours would never be reminded of what opened at night. */
  @Test
  void remindsOnceOfWhatNobodyAcknowledgedMeanwhile() {
    shift.run(WARNING);
    deliver("phone");
    deliver("chat");
    for (int hour = 0; hour < 4; hour++) {
      shift.run(MUTED, WARNING);
    }
    assertThat(told("phone")).isEmpty();
    shift.run(WARNING);
    assertThat(told("phone")).containsExactly(Kind.REMINDER);
  }

  @Test
  void remindsNobodyOfWhatWasAcknowledgedMeanwhile() {
    shift.run(WARNING);
    deliver("phone");
    for (int hour = 0; hour < 3; hour++) {
      shift.run(MUTED, WARNING);
    }
    acknowledge();
    shift.run(WARNING);
    assertThat(told("phone")).isEmpty();
  }

  /** It says that nobody acknowledged it. */
  @Test
  void whatCouldNotBeDeliveredRemindsNobodyOnceItIsAcknowledged() {
    shift.run(WARNING);
    deliver("phone");
    shift.run(WARNING);
    shift.run(WARNING);
    assertThat(told("phone")).containsExactly(Kind.REMINDER);
    history.outbox().failed("phone", ids("phone"), "no answer", Optional.empty());
    acknowledge();
    shift.run(WARNING);
    assertThat(told("phone")).isEmpty();
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
  void holdsBackOnlyWhatIsMuted() {
    shift.run(
        (incident, channel) ->
            Optional.of("planned").filter(why -> incident.finding().subject().equals("/")),
        result(
            "disk",
            finding("disk", Severity.WARNING, "/"),
            finding("disk", Severity.WARNING, "/data")));
    assertThat(history.outbox().pending("chain", "phone"))
        .extracting(pending -> pending.transition().incident().finding().subject())
        .containsExactly("/data");
  }

  @Test
  void holdsBackFromOneChannelOnly() {
    shift.run(
        (incident, channel) -> Optional.of("at night").filter(it -> channel.equals("chat")),
        WARNING);
    assertThat(told("phone")).containsExactly(Kind.OPENED);
    assertThat(told("chat")).isEmpty();
    assertThat(history.outbox().held("chain", "chat")).containsExactly("at night");
    assertThat(history.outbox().held("chain", "phone")).isEmpty();
    assertThat(history.deliveries().held())
        .containsExactly(new Deliveries.Held("chain", "chat", 1, "at night"));
    shift.run(WARNING);
    assertThat(told("chat")).containsExactly(Kind.OPENED);
    assertThat(history.outbox().held("chain", "chat")).isEmpty();
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

  @Test
  void aChannelForTheWorstHearsOnlyOfTheWorstAndOfItsEnd() {
    Muting worst = onlyCriticalFor("phone");
    shift.run(worst, WARNING);
    assertThat(told("phone")).isEmpty();
    assertThat(told("chat")).containsExactly(Kind.OPENED);
    shift.run(worst, CRITICAL);
    assertThat(told("phone")).containsExactly(Kind.WORSENED);
    shift.run(worst, WARNING);
    shift.run(worst, GOOD);
    assertThat(told("phone")).containsExactly(Kind.WORSENED, Kind.EASED, Kind.RESOLVED);
  }

  @Test
  void aChannelForTheWorstNeverHearsOfTheEndOfAWarning() {
    Muting worst = onlyCriticalFor("phone");
    shift.run(worst, WARNING);
    shift.run(worst, GOOD);
    assertThat(told("phone")).isEmpty();
    assertThat(told("chat")).containsExactly(Kind.OPENED, Kind.RESOLVED);
  }

  private static Muting onlyCriticalFor(String name) {
    return new Muting() {
      @Override
      public Optional<String> why(Incident incident, String channel) {
        return Optional.empty();
      }

      @Override
      public boolean takes(Incident incident, String channel) {
        return !channel.equals(name) || incident.severity() == Severity.CRITICAL;
      }
    };
  }

  @Test
  void silencesAreKeptUntilTheyEnd() {
    Silence silence = new Silence("S1", "disk/*", NOON, NOON.plusSeconds(7200), "new disk", "ann");
    Silence other = new Silence("S2", "swap", NOON, NOON.plusSeconds(60), "", "bob");
    history.silences().add(silence);
    history.silences().add(other);
    assertThat(history.silences().activeAt(NOON)).containsExactly(silence, other);
    assertThat(history.silences().activeAt(NOON.plusSeconds(60))).containsExactly(silence);

    shift.run(activeAt(NOON.plusSeconds(3600)), WARNING);
    assertThat(told("phone")).isEmpty();
    assertThat(history.silences().end("S1", NOON.plusSeconds(3600))).isTrue();
    assertThat(history.silences().end("S1", NOON.plusSeconds(3600))).isFalse();
    shift.run(activeAt(NOON.plusSeconds(3600)), WARNING);
    assertThat(told("phone")).containsExactly(Kind.OPENED);
  }

  /** It would mute until that year. */
  @Test
  void aSilenceOfAClockThatWasYearsAheadIsNotBelieved() {
    Instant ahead = NOON.plus(Duration.ofDays(1200));
    Silence wrong = new Silence("S1", "disk/*", ahead, ahead.plusSeconds(7200), "", "ann");
    history.silences().add(wrong);
    assertThat(history.silences().activeAt(ahead)).containsExactly(wrong);

    shift.run(activeAt(NOON), WARNING);

    assertThat(told("phone")).containsExactly(Kind.OPENED);
  }

  private void acknowledge() {
    String id = history.incidents().active("chain").get(0).id();
    assertThat(history.incidents().acknowledge(id, "ann", shift.now())).isTrue();
  }

  private Muting activeAt(Instant now) {
    return Muting.of(history.silences().activeAt(now), now);
  }

  private List<Kind> told(String channel) {
    return history.outbox().pending("chain", channel).stream()
        .map(pending -> pending.transition().kind())
        .toList();
  }

  private void deliver(String channel) {
    history.outbox().delivered(channel, ids(channel), Optional.empty(), shift.now());
  }

  private void refuse(String channel) {
    history.outbox().refused(channel, ids(channel), "no", shift.now());
  }

  private List<String> ids(String channel) {
    return history.outbox().pending("chain", channel).stream()
        .map(pending -> pending.transition().id())
        .toList();
  }
}
