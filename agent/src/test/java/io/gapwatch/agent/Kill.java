package io.gapwatch.agent;

import io.gapwatch.agent.demo.Moment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** When a run is killed. */
interface Kill {
  Duration PATIENCE = Duration.ofSeconds(60);

  /** Starts a run and kills it, unless it ends before the moment comes. */
  Ending strike(Supplier<Running> start) throws InterruptedException;

  /** So long after its start. */
  static Kill after(Duration offset) {
    return start -> {
      Running run = start.get();
      if (!run.process().waitFor(offset.toMillis(), TimeUnit.MILLISECONDS)) {
        run.kill();
      }
      return run.end(PATIENCE);
    };
  }

  /** When a stand-in server comes to this moment of a request whose path is like this. */
  static Kill at(Consumer<BiConsumer<Moment, String>> witness, Moment when, String path) {
    return start -> {
      CompletableFuture<Running> victim = new CompletableFuture<>();
      AtomicBoolean struck = new AtomicBoolean();
      witness.accept(
          (moment, where) -> {
            if (moment == when && where.matches(path) && struck.compareAndSet(false, true)) {
              kill(victim.join());
            }
          });
      Running run = start.get();
      victim.complete(run);
      try {
        return run.end(PATIENCE);
      } finally {
        witness.accept((moment, where) -> {});
      }
    };
  }

  private static void kill(Running run) {
    try {
      run.kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
