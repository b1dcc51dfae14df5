package io.gapwatch.agent.run;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.finding.CheckResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks several sources: the checks of one source one after another, because it has one session, and
 * each check after the one that it depends on, whatever its source. The next source is asked once
 * one is done: drivers that load at the same time would make every answer look slow. But one that
 * takes long keeps no other waiting (docs/adr/0030).
 */
final class Lanes {
  private static final Duration ENDING = Duration.ofSeconds(2);

  private final Map<String, FutureTask<CheckResult>> results = new LinkedHashMap<>();
  private final List<String> order;
  private final Predicate<Thread> begins;
  private final List<Lane> lanes = new ArrayList<>();
  private final Thread starter = new Thread(this::start, "sources");

  /**
   * Begins, on threads that keep no process alive.
   *
   * @param checks parents before those that depend on them, so that none waits for one behind it
   * @param ask runs a check, given the result of what it depends on, if that was asked before it
   */
  Lanes(List<CheckConfig> checks, BiFunction<CheckConfig, Optional<CheckResult>, CheckResult> ask) {
    this(checks, ask, Lanes::begins);
  }

  /**
   * The same.
   *
   * @param begins starts a thread, and says whether there was one to be had; if not, the caller
   *     does its work
   */
  Lanes(
      List<CheckConfig> checks,
      BiFunction<CheckConfig, Optional<CheckResult>, CheckResult> ask,
      Predicate<Thread> begins) {
    this.begins = begins;
    order = checks.stream().map(CheckConfig::id).toList();
    for (CheckConfig check : checks) {
      results.put(check.id(), new FutureTask<>(() -> ask.apply(check, parent(check))));
    }
    checks.stream()
        .collect(
            Collectors.groupingBy(CheckConfig::source, LinkedHashMap::new, Collectors.toList()))
        .forEach((source, ofSource) -> lanes.add(new Lane(source, ofSource)));
    if (!begins.test(starter)) {
      start();
    }
  }

  private static boolean begins(Thread thread) {
    thread.setDaemon(true);
    try {
      thread.start();
      return true;
    } catch (OutOfMemoryError noThread) {
      return false;
    }
  }

  /** The checks of one source. */
  private final class Lane {
    private final CountDownLatch enough = new CountDownLatch(1);
    private final List<CheckConfig> checks;
    private final Thread thread;

    Lane(String source, List<CheckConfig> checks) {
      this.checks = checks;
      thread =
          new Thread(
              () -> {
                checks.forEach(check -> task(check).run());
                enough.countDown();
              },
              "source " + source);
    }
  }

  /** An interrupt goes on to each source, so that all end. */
  private void start() {
    boolean interrupted = false;
    HeadStart headStart = new HeadStart(System::nanoTime);
    for (Lane lane : lanes) {
      if (!begins.test(lane.thread)) {
        askHere(lanes.subList(lanes.indexOf(lane), lanes.size()));
        return;
      }
      try {
        interrupted |= Thread.interrupted();
        if (interrupted) {
          lane.thread.interrupt();
        } else {
          lane.enough.await(headStart.ofNext().toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        interrupted = true;
        lane.thread.interrupt();
      }
    }
  }

  /** In the order of all checks, so that none waits for one behind it. */
  private void askHere(List<Lane> unbegun) {
    Set<String> ids =
        unbegun.stream()
            .flatMap(lane -> lane.checks.stream())
            .map(CheckConfig::id)
            .collect(Collectors.toSet());
    order.stream().filter(ids::contains).map(results::get).forEach(FutureTask::run);
  }

  private List<Thread> threads() {
    return Stream.concat(Stream.of(starter), lanes.stream().map(lane -> lane.thread)).toList();
  }

  private void interrupt() {
    threads().forEach(Thread::interrupt);
  }

  /**
   * The result of a check, once it is there. An interrupt goes on to what is still being asked, and
   * stays.
   */
  CheckResult of(CheckConfig check) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task(check).get();
        } catch (InterruptedException e) {
          interrupted = true;
          interrupt();
        }
      }
    } catch (ExecutionException e) {
      throw thrown(Objects.requireNonNullElse(e.getCause(), e));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Ends what is still being asked, so that nobody closes a session under it; what does not end is
   * left behind.
   */
  void stop() {
    interrupt();
    long end = System.nanoTime() + ENDING.toNanos();
    try {
      for (Thread thread : threads()) {
        // 0 would wait for ever.
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private FutureTask<CheckResult> task(CheckConfig check) {
    return Objects.requireNonNull(results.get(check.id()));
  }

  /** A cycle of dependencies ends where it meets itself. */
  private Optional<CheckResult> parent(CheckConfig check) {
    Optional<FutureTask<CheckResult>> parent =
        check
            .dependsOn()
            .filter(id -> order.indexOf(id) < order.indexOf(check.id()))
            .map(results::get);
    if (parent.isEmpty()) {
      return Optional.empty();
    }
    // What it waits for may be of a source that comes later.
    lanes.stream()
        .filter(lane -> lane.thread == Thread.currentThread())
        .forEach(lane -> lane.enough.countDown());
    try {
      return Optional.of(parent.get().get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException toldByItself) {
      return Optional.empty();
    }
  }

  private static RuntimeException thrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }
}
