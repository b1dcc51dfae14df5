package io.gapwatch.agent.run;

import io.gapwatch.agent.history.Outbox;
import io.gapwatch.agent.incident.Incident;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An outbox that several channels use at once: one at a time. */
final class SharedOutbox implements Outbox {
  private final Outbox outbox;

  SharedOutbox(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public synchronized List<Pending> pending(String job, String channel) {
    return outbox.pending(job, channel);
  }

  @Override
  public synchronized List<String> held(String job, String channel) {
    return outbox.held(job, channel);
  }

  @Override
  public synchronized List<Incident> standing(String job, String channel) {
    return outbox.standing(job, channel);
  }

  @Override
  public synchronized void begins(String channel, List<String> transitionIds) {
    outbox.begins(channel, transitionIds);
  }

  @Override
  public synchronized void delivered(
      String channel, List<String> transitionIds, Optional<String> receipt, Instant at) {
    outbox.delivered(channel, transitionIds, receipt, at);
  }

  @Override
  public synchronized void refused(
      String channel, List<String> transitionIds, String reason, Instant at) {
    outbox.refused(channel, transitionIds, reason, at);
  }

  @Override
  public synchronized void failed(
      String channel, List<String> transitionIds, String reason, Optional<Instant> retryAfter) {
    outbox.failed(channel, transitionIds, reason, retryAfter);
  }

  @Override
  public synchronized List<String> cancellable(String job, String channel) {
    return outbox.cancellable(job, channel);
  }

  @Override
  public synchronized void cancelled(String channel, String receipt, Instant at) {
    outbox.cancelled(channel, receipt, at);
  }
}
