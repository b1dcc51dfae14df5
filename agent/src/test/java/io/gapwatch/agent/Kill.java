package io.gapwatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.demo.Moment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A point of a run at which it is held, and killed. */
interface Kill {
  Duration TIMEOUT = Duration.ofMinutes(2);

  /** Starts a run and kills it at the point; fails where the run does not come there. */
  Ending strike(Supplier<Running> start) throws Exception;

  /** What of a stand-in server a kill needs. */
  record Server(
      Consumer<BiConsumer<Moment, String>> witness, BiConsumer<Integer, Fault> failNext) {}

  /**
   * While it waits for a stand-in server that came to this moment of a request to such a path. Of a
   * request that was only received nothing comes: the connection died with the run.
   */
  static Kill inRequest(Server server, Moment when, String path) {
    return start -> {
      CompletableFuture<Running> victim = new CompletableFuture<>();
      boolean unheard = when == Moment.RECEIVED;
      CountDownLatch reached = new CountDownLatch(1);
      CountDownLatch settled = new CountDownLatch(unheard ? 1 : 0);
      server.witness.accept(
          (moment, where) -> {
            if (moment == when && where.matches(path)) {
              if (unheard) {
                server.failNext.accept(1, Fault.DROP);
              }
              kill(victim.join());
              reached.countDown();
            } else if (reached.getCount() == 0) {
              settled.countDown();
            }
          });
      try {
        Running run = start.get();
        victim.complete(run);
        Ending ending = run.end(TIMEOUT);
        assertThat(reached.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS))
            .as("came to %s: %s", path, ending)
            .isTrue();
        assertThat(settled.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return ending;
      } finally {
        server.witness.accept((moment, where) -> {});
      }
    };
  }

  /**
   * While it waits for a database that says nothing.
   *
   * @param near what it also has to have done, for sources do not wait for each other
   */
  static Kill inQuery(SilentServer database, Predicate<Running> near) {
    return start -> {
      Running run = start.get();
      database.awaitCaller();
      run.await("coming near the query", () -> near.test(run));
      run.kill();
      return run.end(TIMEOUT);
    };
  }

  /**
   * While it writes into the history.
   *
   * @param write what it writes, as SQLite's triggers name it
   * @param near whether it has left behind all that it writes before
   */
  static Kill inWrite(HistoryFile history, String write, Predicate<Running> near) {
    return start -> {
      try (HeldWrite held = HeldWrite.of(history, write)) {
        Running run = start.get();
        run.await("coming near " + write, () -> near.test(run));
        run.await(write, held::isReached);
        run.kill();
        return run.end(TIMEOUT);
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
