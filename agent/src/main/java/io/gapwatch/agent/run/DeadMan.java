package io.gapwatch.agent.run;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Heartbeat;
import io.gapwatch.agent.notify.Heartbeat.Ending;
import io.gapwatch.agent.result.NotificationOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The dead-man's switches of one run. They are pinged exactly once when it ends, whether normally,
 * by a crash or by a signal; only {@code kill -9} leaves a start without an end, which they notice
 * themselves.
 */
final class DeadMan implements AutoCloseable {
  private final List<Heartbeat> heartbeats;
  private final UUID run;
  private final List<NotificationOutcome> outcomes = new ArrayList<>();
  private final Thread hook;
  private boolean ended;

  /**
   * @param grace how long a run may take to finish by itself after a signal
   */
  DeadMan(List<Heartbeat> heartbeats, UUID run, Duration grace) {
    this.heartbeats = List.copyOf(heartbeats);
    this.run = run;
    this.hook =
        new Thread(
            () -> {
              awaitEnd(grace);
              end(Ending.FAILURE, "the run was stopped by a signal");
            },
            "dead-man");
  }

  void start() {
    Runtime.getRuntime().addShutdownHook(hook);
    for (Heartbeat heartbeat : heartbeats) {
      Delivery delivery = heartbeat.start(run);
      if (!(delivery instanceof Delivery.Delivered)) {
        outcomes.add(outcome(heartbeat, "start", delivery));
      }
    }
  }

  /**
   * A warning is for people, not for the switch. The switch is for what is broken or unknown, and
   * it is the second way to reach somebody when a message could not be delivered.
   */
  static Ending ending(Status status, List<NotificationOutcome> messages) {
    boolean delivered = messages.stream().allMatch(NotificationOutcome::arrived);
    boolean tolerable = status == Status.OK || status == Status.WARNING;
    return delivered && tolerable ? Ending.SUCCESS : Ending.FAILURE;
  }

  /** Pings the ending, unless one was pinged already. */
  synchronized void end(Ending ending, String report) {
    if (ended) {
      return;
    }
    ended = true;
    notifyAll();
    for (Heartbeat heartbeat : heartbeats) {
      outcomes.add(
          outcome(
              heartbeat,
              ending == Ending.SUCCESS ? "success" : "failure",
              heartbeat.end(run, ending, report)));
    }
  }

  private synchronized void awaitEnd(Duration most) {
    long until = System.nanoTime() + most.toNanos();
    try {
      for (long left = most.toMillis();
          !ended && left > 0;
          left = (until - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  List<NotificationOutcome> outcomes() {
    return List.copyOf(outcomes);
  }

  private static NotificationOutcome outcome(Heartbeat heartbeat, String what, Delivery delivery) {
    String text = "pinged " + what;
    if (delivery instanceof Delivery.Refused refused) {
      text = what + " ping refused: " + refused.reason();
    } else if (delivery instanceof Delivery.Failed failed) {
      text = what + " ping failed: " + failed.reason();
    }
    return new NotificationOutcome(heartbeat.name(), delivery instanceof Delivery.Delivered, text);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is exiting, and the hook with it.
      return;
    }
  }
}
