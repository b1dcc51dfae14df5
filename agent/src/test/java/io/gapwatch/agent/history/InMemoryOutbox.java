package io.gapwatch.agent.history;

import io.gapwatch.agent.incident.State;
import io.gapwatch.agent.incident.Transition;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** An outbox for tests of what uses one. It is held to the same contract as the real one. */
public final class InMemoryOutbox implements Outbox {
  private final Map<String, Map<String, Pending>> pending = new HashMap<>();
  private final Map<String, State> incidents = new HashMap<>();
  private final Map<Key, Set<Transition>> receipts = new HashMap<>();

  private record Key(String channel, String receipt) {}

  public void put(List<String> channels, List<Transition> transitions) {
    for (Transition transition : transitions) {
      incidents.put(transition.incident().id(), transition.incident().state());
      for (String channel : channels) {
        of(channel).put(transition.id(), new Pending(transition, 0, Optional.empty()));
      }
    }
  }

  @Override
  public List<Pending> pending(String job, String channel) {
    return of(channel).values().stream()
        .filter(it -> it.transition().incident().job().equals(job))
        .toList();
  }

  @Override
  public void delivered(
      String channel, List<String> transitionIds, Optional<String> receipt, Instant at) {
    Set<Transition> told = new HashSet<>();
    for (String id : transitionIds) {
      Optional.ofNullable(of(channel).remove(id)).ifPresent(it -> told.add(it.transition()));
    }
    if (!told.isEmpty()) {
      receipt.ifPresent(it -> receipts.put(new Key(channel, it), told));
    }
  }

  @Override
  public void refused(String channel, List<String> transitionIds, String reason, Instant at) {
    of(channel).keySet().removeAll(Set.copyOf(transitionIds));
  }

  @Override
  public void failed(String channel, List<String> transitionIds, String reason, Instant at) {
    for (String id : transitionIds) {
      of(channel)
          .computeIfPresent(
              id,
              (key, it) -> new Pending(it.transition(), it.attempts() + 1, Optional.of(reason)));
    }
  }

  @Override
  public List<String> cancellable(String job, String channel) {
    return receipts.entrySet().stream()
        .filter(entry -> entry.getKey().channel().equals(channel))
        .filter(entry -> entry.getValue().stream().allMatch(told -> isOver(job, told)))
        .map(entry -> entry.getKey().receipt())
        .toList();
  }

  @Override
  public void cancelled(String channel, String receipt, Instant at) {
    receipts.remove(new Key(channel, receipt));
  }

  private boolean isOver(String job, Transition told) {
    return told.incident().job().equals(job)
        && incidents.get(told.incident().id()) == State.RESOLVED;
  }

  private Map<String, Pending> of(String channel) {
    return pending.computeIfAbsent(channel, name -> new TreeMap<>());
  }
}
