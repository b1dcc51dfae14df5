package io.gapwatch.agent.watch;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.run.Crash;
import io.gapwatch.agent.schedule.MissedRuns;
import io.gapwatch.agent.schedule.Timetable;
import io.gapwatch.agent.schedule.WatchPlan;
import io.gapwatch.agent.text.Durations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The foreground alternative to cron: starts what is due, then waits. It wakes at least twice a
 * minute, so that it soon notices that the machine slept or the clock was set. A job never runs
 * concurrently with itself; different jobs may run concurrently.
 */
final class Watch {
  /** The monotonic clock stops while the machine sleeps, so no wait is long. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** A wait may end slightly early; this keeps the loop from spinning. */
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** Runs a job; empty if another run of it is in progress. */
  @FunctionalInterface
  interface Runner {
    Optional<Status> run(Config config, String job, Instant now);
  }

  private final Clock clock;
  private final Waiter waiter;
  private final Executor executor;
  private final Runner runner;
  private final Consumer<String> out;
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  /**
   * @param executor runs jobs
   * @param out receives one line per event
   */
  Watch(Clock clock, Waiter waiter, Executor executor, Runner runner, Consumer<String> out) {
    this.clock = clock;
    this.waiter = waiter;
    this.executor = executor;
    this.runner = runner;
    this.out = out;
  }

  /** The jobs with a run in progress. */
  Set<String> running() {
    return Set.copyOf(running);
  }

  /**
   * Watches until the waiter is stopped.
   *
   * @param lastRuns when each job last ran; what was missed since runs at once
   */
  void run(Config first, ConfigWatch changes, Map<String, Instant> lastRuns) {
    Config config = first;
    Instant now = clock.instant();
    WatchPlan plan = WatchPlan.start(timetables(config), lastRuns, now);
    announce(config, plan);
    Instant expected = now;
    do {
      now = clock.instant();
      tellJump(expected, now);
      plan = plan.at(now);
      Optional<Config> changed = changes.poll();
      if (changed.isPresent()) {
        config = changed.get();
        plan = plan.with(timetables(config), now);
        announce(config, plan);
      }
      plan = startDue(config, plan, now);
      expected = now.plus(pause(plan, now));
    } while (waiter.await(Duration.between(now, expected)));
  }

  private WatchPlan startDue(Config config, WatchPlan plan, Instant now) {
    WatchPlan after = plan;
    for (String job : plan.due(now)) {
      if (running.add(job)) {
        plan.next(job)
            .filter(due -> due.plus(MissedRuns.GRACE).isBefore(now))
            .ifPresent(due -> out.accept(job + " was due at " + due + "; running it now, once"));
        after = after.served(job, now);
        String next = next(after, job);
        executor.execute(() -> run(config, job, now, next));
      }
    }
    return after;
  }

  private void run(Config config, String job, Instant now, String next) {
    String line = job + " ";
    try {
      line += runner.run(config, job, now).map(Status::word).orElse(notRun(config, job));
    } catch (GapwatchException e) {
      line += "failed: " + e.getMessage();
    } catch (RuntimeException | Error e) {
      line += "crashed: " + Crash.inWords(e);
    }
    out.accept(line + took(now) + next);
    // Last, so that a stopping program has reported the run.
    running.remove(job);
  }

  private String took(Instant began) {
    Duration time = Duration.between(began, clock.instant());
    return time.isNegative() ? "" : " after " + Durations.text(time);
  }

  private Duration pause(WatchPlan plan, Instant now) {
    Duration until = plan.wake(running).map(due -> Duration.between(now, due)).orElse(LONGEST);
    Duration enough = until.compareTo(SHORTEST) < 0 ? SHORTEST : until;
    return enough.compareTo(LONGEST) > 0 ? LONGEST : enough;
  }

  /** What changes something is not done late. */
  private static String notRun(Config config, String job) {
    return "already running elsewhere"
        + (config.jobs().containsKey(job) ? "" : ", or due too long ago to do it now");
  }

  private void tellJump(Instant expected, Instant now) {
    Duration jump = Duration.between(expected, now);
    if (jump.abs().compareTo(WatchPlan.JITTER) > 0) {
      out.accept(
          jump.isNegative()
              ? "the clock went back by " + Durations.text(jump.negated())
              : "the clock went forward by %s: the machine slept, or the clock was set"
                  .formatted(Durations.text(jump)));
    }
  }

  private void announce(Config config, WatchPlan plan) {
    config.scheduled().keySet().forEach(job -> out.accept(job + next(plan, job)));
  }

  private static String next(WatchPlan plan, String job) {
    return plan.next(job)
        .map(due -> "; next at " + due.truncatedTo(ChronoUnit.SECONDS))
        .orElse("; never due");
  }

  private static Map<String, Timetable> timetables(Config config) {
    Map<String, Timetable> timetables = new LinkedHashMap<>();
    for (JobConfig job : config.scheduled().values()) {
      timetables.put(job.name(), Timetable.of(job));
    }
    return timetables;
  }
}
