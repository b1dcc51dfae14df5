package io.gapwatch.agent.run;

import io.gapwatch.agent.history.Outbox;
import io.gapwatch.agent.incident.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one run has to tell every channel, and forgets: no receipt is kept, nothing called off. */
record PassingOutbox(List<Transition> transitions) implements Outbox {
  PassingOutbox {
    transitions = List.copyOf(transitions);
  }

  @Override
  public List<Pending> pending(String job, String channel) {
    return transitions.stream().map(one -> new Pending(one, 0, Optional.empty())).toList();
  }

  @Override
  public void delivered(
      String channel, List<String> transitionIds, Optional<String> receipt, Instant at) {}

  @Override
  public void refused(String channel, List<String> transitionIds, String reason, Instant at) {}

  @Override
  public void failed(String channel, List<String> transitionIds, String reason, Instant at) {}

  @Override
  public List<String> cancellable(String job, String channel) {
    return List.of();
  }

  @Override
  public void cancelled(String channel, String receipt, Instant at) {}
}
