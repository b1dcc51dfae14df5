package io.gapwatch.agent.demo;

import io.gapwatch.agent.demo.Ping.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A check of the Healthchecks stand-in, with its pings.
 *
 * @param timeout how long after a ping the next one is expected
 * @param grace how late it may come, and how long a run may take
 */
public record WatchedCheck(
    UUID uuid, String slug, Duration timeout, Duration grace, List<Ping> pings) {

  public WatchedCheck {
    pings = List.copyOf(pings);
  }

  /** The state of a check, in the vendor's terms. */
  public enum State {
    NEW,
    UP,
    /** Late, but not late enough to alert anyone. */
    GRACE,
    DOWN
  }

  /** Its state at this time, by the vendor's rules. */
  public State stateAt(Instant now) {
    if (started().filter(start -> !now.isBefore(start.at().plus(grace))).isPresent()) {
      return State.DOWN;
    }
    return lastVerdict().map(ping -> stateAfter(ping, now)).orElse(State.NEW);
  }

  /** The start of a run that has not ended yet. */
  public Optional<Ping> started() {
    Optional<Ping> start = last(List.of(Signal.START));
    return start.filter(begun -> pings.stream().noneMatch(ping -> ends(begun, ping)));
  }

  WatchedCheck with(Ping ping) {
    List<Ping> more = new ArrayList<>(pings);
    more.add(ping);
    return new WatchedCheck(uuid, slug, timeout, grace, more);
  }

  private State stateAfter(Ping ping, Instant now) {
    if (ping.signal() == Signal.FAIL) {
      return State.DOWN;
    }
    Instant expected = ping.at().plus(timeout);
    if (now.isBefore(expected)) {
      return State.UP;
    }
    return now.isBefore(expected.plus(grace)) ? State.GRACE : State.DOWN;
  }

  private boolean ends(Ping start, Ping ping) {
    boolean verdict = ping.signal() == Signal.SUCCESS || ping.signal() == Signal.FAIL;
    return verdict
        && pings.indexOf(ping) > pings.lastIndexOf(start)
        && ping.rid().equals(start.rid());
  }

  private Optional<Ping> lastVerdict() {
    return last(List.of(Signal.SUCCESS, Signal.FAIL));
  }

  private Optional<Ping> last(List<Signal> signals) {
    return pings.stream()
        .filter(ping -> signals.contains(ping.signal()))
        .reduce((earlier, later) -> later);
  }
}
