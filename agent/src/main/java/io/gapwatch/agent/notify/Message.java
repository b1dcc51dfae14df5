package io.gapwatch.agent.notify;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition;
import java.time.Instant;
import java.util.List;

/**
 * Everything one run sends to one channel.
 *
 * @param id a ULID, the same on every attempt to deliver the same message
 * @param job the job that ran
 * @param status how the run ended
 * @param at when the run began, UTC
 * @param title the verdict: {@code ❌ CHAIN UNHEALTHY}
 * @param summary lines about the data as it is now: latest block, age, gaps, window
 * @param transitions what changed, worst first; empty for a healthy summary
 */
public record Message(
    String id,
    String job,
    Status status,
    Instant at,
    String title,
    List<String> summary,
    List<Transition> transitions) {

  public Message {
    summary = List.copyOf(summary);
    transitions = List.copyOf(transitions);
  }
}
