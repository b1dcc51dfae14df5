package io.gapwatch.agent.history;

import static io.gapwatch.agent.incident.Samples.NOON;
import static io.gapwatch.agent.incident.Samples.finding;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Closure;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.State;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.incident.Transition.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every outbox does. */
abstract class OutboxContract {
  static final Incident DISK = incident("A", "/", State.OPEN);
  private static final Incident DATA = incident("B", "/data", State.OPEN);
  private static final Incident WARNING =
      incident("C", "/tmp", State.OPEN, Severity.WARNING, Optional.empty());

  abstract Outbox outbox();

  /** Puts transitions into the outbox, for the channels phone and chat. */
  abstract void put(Transition... transitions);

  @Test
  void holdsWhatEachChannelHasToBeTold() {
    put(opened("1", DISK), opened("2", DATA));
    assertThat(pending("phone")).containsExactly("1", "2");
    assertThat(pending("chat")).containsExactly("1", "2");
    assertThat(pending("email")).isEmpty();
    assertThat(outbox().pending("other", "phone")).isEmpty();
    assertThat(outbox().pending("chain", "phone").get(0))
        .isEqualTo(Outbox.Pending.untried(opened("1", DISK)));
  }

  @Test
  void letsGoOfWhatWasDeliveredToThatChannelOnly() {
    put(opened("1", DISK), opened("2", DATA));
    outbox().delivered("phone", List.of("1"), Optional.empty(), NOON);
    assertThat(pending("phone")).containsExactly("2");
    assertThat(pending("chat")).containsExactly("1", "2");
  }

  @Test
  void letsGoOfWhatWasRefused() {
    put(opened("1", DISK), opened("2", DATA));
    outbox().refused("phone", List.of("1", "2"), "400 bad token", NOON);
    assertThat(pending("phone")).isEmpty();
    assertThat(pending("chat")).hasSize(2);
  }

  @Test
  void keepsWhatFailedAndCountsTheAttempts() {
    put(opened("1", DISK), opened("2", DATA));
    outbox().begins("phone", List.of("1"));
    outbox().failed("phone", List.of("1"), "connect timed out", Optional.of(NOON));
    outbox().begins("phone", List.of("1"));
    outbox().failed("phone", List.of("1"), "503", Optional.empty());
    assertThat(outbox().pending("chain", "phone"))
        .containsExactly(
            new Outbox.Pending(opened("1", DISK), 2, Optional.of("503"), Optional.empty()),
            Outbox.Pending.untried(opened("2", DATA)));
    assertThat(outbox().pending("chain", "chat"))
        .allMatch(pending -> pending.attempts() == 0 && pending.lastFailure().isEmpty());
  }

  @Test
  void keepsWhenTheVendorAskedToBeTriedAgain() {
    put(opened("1", DISK), opened("2", DATA));
    outbox().failed("phone", List.of("1"), "quota used up", Optional.of(NOON));
    assertThat(outbox().pending("chain", "phone"))
        .extracting(Outbox.Pending::retryAfter)
        .containsExactly(Optional.of(NOON), Optional.empty());
    assertThat(outbox().pending("chain", "chat"))
        .extracting(Outbox.Pending::retryAfter)
        .containsOnly(Optional.empty());
  }

  @Test
  void isNotChangedByWhatItDoesNotHold() {
    put(opened("1", DISK));
    outbox().delivered("phone", List.of("1"), Optional.of("r"), NOON);
    outbox().failed("phone", List.of("1", "9"), "late", Optional.of(NOON));
    outbox().refused("phone", List.of("1", "9"), "late", NOON);
    outbox().delivered("phone", List.of("1", "9"), Optional.of("other"), NOON);
    outbox().delivered("phone", List.of(), Optional.of("nothing"), NOON);
    put(resolved("2", DISK));
    assertThat(outbox().cancellable("chain", "phone")).containsExactly("r");
  }

  @Test
  void cancelsAReceiptOnceWhenAllItStandsForIsOver() {
    put(opened("1", DISK), opened("2", DATA));
    outbox().delivered("phone", List.of("1", "2"), Optional.of("r1"), NOON);
    assertThat(outbox().cancellable("chain", "phone")).isEmpty();
    put(resolved("3", DISK));
    assertThat(outbox().cancellable("chain", "phone")).isEmpty();
    put(resolved("4", DATA));
    assertThat(outbox().cancellable("chain", "phone")).containsExactly("r1");
    assertThat(outbox().cancellable("chain", "chat")).isEmpty();
    assertThat(outbox().cancellable("other", "phone")).isEmpty();

    outbox().cancelled("chat", "r1", NOON);
    assertThat(outbox().cancellable("chain", "phone")).containsExactly("r1");
    outbox().cancelled("phone", "r1", NOON);
    assertThat(outbox().cancellable("chain", "phone")).isEmpty();
  }

  /** A warning that came with it may last for months. */
  @Test
  void cancelsAReceiptOnceWhatRangIsOver() {
    put(opened("1", WARNING), opened("2", DATA));
    outbox().delivered("phone", List.of("1", "2"), Optional.of("r1"), NOON);
    assertThat(outbox().cancellable("chain", "phone")).isEmpty();
    put(resolved("3", DATA));
    assertThat(outbox().cancellable("chain", "phone")).containsExactly("r1");
  }

  @Test
  void doesNotCallOffWhatIsOnlyNoLongerLookedAt() {
    put(opened("1", DISK));
    outbox().delivered("phone", List.of("1"), Optional.of("r1"), NOON);
    put(closed("2", Closure.OUT_OF_REACH));
    assertThat(outbox().cancellable("chain", "phone")).isEmpty();
    put(closed("3", Closure.REMOVED));
    assertThat(outbox().cancellable("chain", "phone")).containsExactly("r1");
  }

  @Test
  void hasNoReceiptToCancelWhereTheVendorGaveNone() {
    put(opened("1", DISK));
    outbox().delivered("phone", List.of("1"), Optional.empty(), NOON);
    put(resolved("2", DISK));
    assertThat(outbox().cancellable("chain", "phone")).isEmpty();
    assertThat(pending("phone")).containsExactly("2");
  }

  /** Only what the channel knows of, until it is over. */
  @Test
  void knowsWhatIsOpenAndWasTold() {
    put(opened("1", DISK), opened("2", DATA));
    assertThat(outbox().standing("chain", "phone")).isEmpty();

    outbox().delivered("phone", List.of("1"), Optional.empty(), NOON);
    outbox().refused("phone", List.of("2"), "400", NOON);
    assertThat(outbox().standing("chain", "phone")).containsExactly(DISK);
    assertThat(outbox().standing("chain", "chat")).isEmpty();
    assertThat(outbox().standing("other", "phone")).isEmpty();

    put(resolved("3", DISK));
    assertThat(outbox().standing("chain", "phone")).isEmpty();
  }

  private List<String> pending(String channel) {
    return outbox().pending("chain", channel).stream()
        .map(pending -> pending.transition().id())
        .toList();
  }

  static Transition opened(String id, Incident incident) {
    return new Transition(id, Kind.OPENED, NOON, incident);
  }

  private static Transition resolved(String id, Incident incident) {
    Incident over = incident(incident.id(), incident.finding().subject(), State.RESOLVED);
    return new Transition(id, Kind.RESOLVED, NOON, over);
  }

  private static Transition closed(String id, Closure why) {
    return new Transition(
        id, Kind.CLOSED, NOON, incident("A", "/", State.CLOSED, Optional.of(why)));
  }

  private static Incident incident(String id, String subject, State state) {
    return incident(id, subject, state, Optional.empty());
  }

  private static Incident incident(
      String id, String subject, State state, Optional<Closure> closure) {
    return incident(id, subject, state, Severity.CRITICAL, closure);
  }

  private static Incident incident(
      String id, String subject, State state, Severity severity, Optional<Closure> closure) {
    return new Incident(
        id,
        "chain",
        state,
        finding("disk", severity, subject),
        severity,
        "",
        NOON,
        NOON,
        1,
        0,
        Optional.of(NOON),
        Optional.of(NOON).filter(it -> state.isOver()),
        Optional.empty(),
        Optional.empty(),
        closure);
  }
}
