package io.gapwatch.agent.history;

import io.gapwatch.agent.incident.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What each channel has still to be told, kept on disk. A transition is written here in the same
 * transaction as the incident it changes, before anything is sent, and leaves only with a receipt:
 * a crash may repeat a message, never lose one.
 */
public interface Outbox {

  /**
   * One transition that one channel has not been told of.
   *
   * @param attempts how often delivery was tried in vain
   * @param lastFailure why the last attempt failed
   */
  record Pending(Transition transition, int attempts, Optional<String> lastFailure) {}

  /** What the channel has still to be told of this job, oldest first. */
  List<Pending> pending(String job, String channel);

  /** Records the receipt of a message that carried these transitions. */
  void delivered(String channel, List<String> transitionIds, Optional<String> receipt, Instant at);

  /** Records that the vendor will never take them: they leave the outbox, marked as refused. */
  void refused(String channel, List<String> transitionIds, String reason, Instant at);

  /** Records a vain attempt; they stay. */
  void failed(String channel, List<String> transitionIds, String reason, Instant at);

  /** Receipts of this job on this channel that are not cancelled and whose incidents are over. */
  List<String> cancellable(String job, String channel);

  /** Records that a receipt was cancelled, or is no longer worth cancelling. */
  void cancelled(String channel, String receipt, Instant at);
}
