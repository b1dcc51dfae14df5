package io.gapwatch.agent.history;

import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What each channel has not received yet, kept on disk. A transition is written here in the same
 * transaction as the incident it changes, before anything is sent, and leaves only with a receipt:
 * a crash may repeat a message, never lose one.
 */
public interface Outbox {

  /**
   * One transition that one channel has not received yet.
   *
   * @param attempts how many attempts were begun
   * @param lastFailure why the last attempt failed
   * @param retryAfter when the vendor asked to be tried again, UTC
   */
  record Pending(
      Transition transition,
      int attempts,
      Optional<String> lastFailure,
      Optional<Instant> retryAfter) {

    /** One that nobody has tried to deliver yet. */
    public static Pending untried(Transition transition) {
      return new Pending(transition, 0, Optional.empty(), Optional.empty());
    }
  }

  /** What the channel has not received yet from this job, oldest first. */
  List<Pending> pending(String job, String channel);

  /** Why messages of this job to the channel are held back now, one for each incident. */
  List<String> held(String job, String channel);

  /**
   * The job's incidents that are open and of which the channel has received something, oldest
   * first.
   */
  List<Incident> standing(String job, String channel);

  /**
   * Records that an attempt begins: if nothing is heard of its end, it may have arrived. What may
   * have been told is not forgotten for a window or a silence that begins then.
   */
  void begins(String channel, List<String> transitionIds);

  /** Records the receipt of a message that carried these transitions. */
  void delivered(String channel, List<String> transitionIds, Optional<String> receipt, Instant at);

  /** Records that the vendor will never accept them: they leave the outbox, marked as refused. */
  void refused(String channel, List<String> transitionIds, String reason, Instant at);

  /**
   * Records a failed attempt; they stay.
   *
   * @param retryAfter when the vendor asked to be tried again, UTC
   */
  void failed(
      String channel, List<String> transitionIds, String reason, Optional<Instant> retryAfter);

  /**
   * Receipts of this job on this channel that are not cancelled although there is nothing left to
   * ring for: each of their incidents is resolved, of a removed check, or acknowledged. A warning
   * that was told in the same message does not ring. What is only no longer looked at is not called
   * off.
   */
  List<String> cancellable(String job, String channel);

  /** Records that a receipt was cancelled, or needs no cancelling any more. */
  void cancelled(String channel, String receipt, Instant at);
}
