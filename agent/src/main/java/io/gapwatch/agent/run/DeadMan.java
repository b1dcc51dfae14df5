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
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The dead-man's switches of one run. They are pinged exactly once when it ends, whether normally,
 * by a crash or by a signal; only {@code kill -9} leaves a start without an end, which they notice
 * themselves.
 */
final class DeadMan implements AutoCloseable {
  private final List<Heartbeat> heartbeats;
  private final UUID run;
  private final Duration most;
  private final Consumer<String> told;
  private final List<NotificationOutcome> outcomes = new ArrayList<>();
  private final Thread hook;
  private boolean ended;

  /**
   * @param most how long a ping may take, its retries included
   * @param grace how long a run may take to finish by itself after a signal
   * @param told receives what it waits for
   */
  DeadMan(
      List<Heartbeat> heartbeats, UUID run, Duration most, Duration grace, Consumer<String> told) {
    this.heartbeats = List.copyOf(heartbeats);
    this.run = run;
    this.most = most;
    this.told = told;
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
    outcomes.addAll(
        ping("start", heartbeat -> heartbeat.start(run)).stream()
            .filter(outcome -> !outcome.arrived())
            .toList());
  }

  private List<NotificationOutcome> ping(String what, Function<Heartbeat, Delivery> how) {
    return Concurrently.within(most)
        .telling(told)
        .each(
            heartbeats,
            heartbeat -> "the %s ping of %s".formatted(what, heartbeat.name()),
            heartbeat -> outcome(heartbeat, what, how.apply(heartbeat)),
            (heartbeat, reason) -> outcome(heartbeat, what, new Delivery.Failed(reason)));
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
    outcomes.addAll(
        ping(
            ending == Ending.SUCCESS ? "success" : "failure",
            heartbeat -> heartbeat.end(run, ending, report)));
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
