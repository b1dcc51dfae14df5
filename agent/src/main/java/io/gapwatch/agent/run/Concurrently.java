package io.gapwatch.agent.run;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.gapwatch.agent.text.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Does the same for several things at once, on threads that keep no process alive. What is not done
 * in time is interrupted and left behind; what throws, whatever it throws, harms no other.
 */
final class Concurrently {
  /** After this, tell the person watching what we wait for. */
  private static final Duration SOON = Duration.ofSeconds(3);

  private final Supplier<Duration> left;
  private final Consumer<String> waiting;

  private Concurrently(Supplier<Duration> left, Consumer<String> waiting) {
    this.left = left;
    this.waiting = waiting;
  }

  /**
   * @param left how much time is left for all of them together
   */
  Concurrently(Supplier<Duration> left) {
    this(left, what -> {});
  }

  /**
   * The same, telling what it waits for once that takes longer than people expect.
   *
   * @param told receives what it is and how long it may take
   */
  Concurrently telling(Consumer<String> told) {
    return new Concurrently(left, told);
  }

  /** The same for one time. */
  static Concurrently within(Duration most) {
    return new Concurrently(TimeBudget.countdown(most));
  }

  /**
   * What became of each, in order.
   *
   * @param name what it is, for people
   * @param instead the outcome of one that failed or is late, and why
   */
  <A, B> List<B> each(
      List<A> all,
      Function<A, String> name,
      Function<A, B> task,
      BiFunction<A, String, B> instead) {
    List<Supplier<B>> started = new ArrayList<>();
    for (A one : all) {
      FutureTask<B> answer = new FutureTask<>(() -> task.apply(one));
      started.add(() -> await(answer, name.apply(one), reason -> instead.apply(one, reason)));
      Thread thread = new Thread(answer, "side-by-side");
      thread.setDaemon(true);
      try {
        thread.start();
      } catch (OutOfMemoryError noThread) {
        answer.run();
      }
    }
    return started.stream().map(Supplier::get).toList();
  }

  private <B> B await(FutureTask<B> answer, String name, Function<String, B> instead) {
    try {
      return soon(answer, name);
    } catch (TimeoutException late) {
      answer.cancel(true);
      return instead.apply("no answer before the run had to end");
    } catch (ExecutionException failed) {
      return instead.apply(Crash.inWords(failed.getCause()));
    } catch (InterruptedException interrupted) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return instead.apply("the run was interrupted");
    }
  }

  private <B> B soon(FutureTask<B> answer, String name)
      throws InterruptedException, ExecutionException, TimeoutException {
    long most = Math.max(0, left.get().toMillis());
    if (most > SOON.toMillis()) {
      try {
        return answer.get(SOON.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException slow) {
        waiting.accept(
            "waiting for %s, at most %s"
                .formatted(name, Durations.text(left.get().truncatedTo(SECONDS))));
      }
    }
    return answer.get(Math.max(0, left.get().toMillis()), TimeUnit.MILLISECONDS);
  }
}
