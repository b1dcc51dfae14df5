package io.gapwatch.agent.notify;

import io.gapwatch.agent.history.Outbox;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An outbox of one job and one channel, kept in memory. */
final class MemoryOutbox implements Outbox {
  private final Map<String, Pending> pending = new LinkedHashMap<>();
  private final List<String> cancellable = new ArrayList<>();

  private boolean dying;

  /** What is open and was told. */
  final List<Incident> standing = new ArrayList<>();

  /** What was recorded, in order: {@code delivered 1,2 receipt}. */
  final List<String> log = new ArrayList<>();

  MemoryOutbox add(Transition... transitions) {
    for (Transition one : transitions) {
      pending.put(one.id(), Pending.untried(one));
    }
    return this;
  }

  MemoryOutbox addDeferred(Transition transition, Instant retryAfter) {
    pending.put(
        transition.id(),
        new Pending(transition, 1, Optional.of("quota used up"), Optional.of(retryAfter)));
    return this;
  }

  MemoryOutbox addCancellable(String... receipts) {
    cancellable.addAll(List.of(receipts));
    return this;
  }

  /** What ends a run by force. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** The next receipt is not written: the run is killed there. */
  MemoryOutbox dyingAtTheReceipt() {
    dying = true;
    return this;
  }

  @Override
  public List<Pending> pending(String job, String channel) {
    return List.copyOf(pending.values());
  }

  @Override
  public List<String> held(String job, String channel) {
    return List.of();
  }

  @Override
  public List<Incident> standing(String job, String channel) {
    return List.copyOf(standing);
  }

  @Override
  public void begins(String channel, List<String> ids) {}

  @Override
  public void delivered(String channel, List<String> ids, Optional<String> receipt, Instant at) {
    if (dying) {
      dying = false;
      throw new Killed();
    }
    ids.forEach(pending::remove);
    log.add("delivered " + String.join(",", ids) + receipt.map(text -> " " + text).orElse(""));
  }

  @Override
  public void refused(String channel, List<String> ids, String reason, Instant at) {
    ids.forEach(pending::remove);
    log.add("refused " + String.join(",", ids) + " " + reason);
  }

  @Override
  public void failed(
      String channel, List<String> ids, String reason, Optional<Instant> retryAfter) {
    for (String id : ids) {
      pending.computeIfPresent(
          id,
          (same, old) ->
              new Pending(old.transition(), old.attempts() + 1, Optional.of(reason), retryAfter));
    }
    log.add(
        "failed "
            + String.join(",", ids)
            + " "
            + reason
            + retryAfter.map(time -> ", retry after " + time).orElse(""));
  }

  @Override
  public List<String> cancellable(String job, String channel) {
    return List.copyOf(cancellable);
  }

  @Override
  public void cancelled(String channel, String receipt, Instant at) {
    cancellable.remove(receipt);
    log.add("cancelled " + receipt);
  }
}
