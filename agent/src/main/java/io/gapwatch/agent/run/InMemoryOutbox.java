package io.gapwatch.agent.run;

import io.gapwatch.agent.history.Outbox;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Muting;
import io.gapwatch.agent.incident.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The outbox of a run that keeps no state: every channel gets everything that it is to hear of now,
 * and no receipt is kept.
 */
record InMemoryOutbox(List<Transition> transitions, Muting muting) implements Outbox {
  InMemoryOutbox {
    transitions = List.copyOf(transitions);
  }

  @Override
  public List<Pending> pending(String job, String channel) {
    return transitions.stream()
        .filter(one -> muting.takes(one.incident(), channel))
        .filter(one -> !muting.mutes(one.incident(), channel))
        .map(Pending::untried)
        .toList();
  }

  /** The next run finds it again. */
  @Override
  public List<String> held(String job, String channel) {
    return transitions.stream()
        .filter(one -> muting.takes(one.incident(), channel))
        .flatMap(one -> muting.why(one.incident(), channel).stream())
        .toList();
  }

  /** Each run without state tells everything as new. */
  @Override
  public List<Incident> standing(String job, String channel) {
    return List.of();
  }

  @Override
  public void begins(String channel, List<String> ids) {}

  @Override
  public void delivered(
      String channel, List<String> transitionIds, Optional<String> receipt, Instant at) {}

  @Override
  public void refused(String channel, List<String> transitionIds, String reason, Instant at) {}

  @Override
  public void failed(
      String channel, List<String> transitionIds, String reason, Optional<Instant> retryAfter) {}

  @Override
  public List<String> cancellable(String job, String channel) {
    return List.of();
  }

  @Override
  public void cancelled(String channel, String receipt, Instant at) {}
}
