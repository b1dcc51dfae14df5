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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Asks several sources at the same time: the checks of one source one after another, because it has
 * one session, and each check after the one that it depends on, whatever its source. A source that
 * does not answer keeps no other waiting.
 */
final class Lanes {
  private static final Duration ENDING = Duration.ofSeconds(2);

  private final Map<String, FutureTask<CheckResult>> results = new LinkedHashMap<>();
  private final List<String> order;
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Begins, on threads that keep no process alive.
   *
   * @param checks parents before those that depend on them, so that none waits for one behind it
   * @param ask runs a check, given the result of what it depends on, if that was asked before it
   */
  Lanes(List<CheckConfig> checks, BiFunction<CheckConfig, Optional<CheckResult>, CheckResult> ask) {
    order = checks.stream().map(CheckConfig::id).toList();
    for (CheckConfig check : checks) {
      results.put(check.id(), new FutureTask<>(() -> ask.apply(check, parent(check))));
    }
    checks.stream()
        .collect(
            Collectors.groupingBy(CheckConfig::source, LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (source, lane) -> {
              Thread thread =
                  new Thread(() -> lane.forEach(check -> task(check).run()), "source " + source);
              thread.setDaemon(true);
              threads.add(thread);
            });
    threads.forEach(Thread::start);
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
          threads.forEach(Thread::interrupt);
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
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        thread.join(ENDING.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
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
