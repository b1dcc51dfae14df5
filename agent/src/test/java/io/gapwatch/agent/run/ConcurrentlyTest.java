package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConcurrentlyTest {

  private static List<String> each(Concurrently time, List<Runnable> tasks) {
    return time.each(
        tasks,
        task -> "one",
        task -> {
          task.run();
          return "done";
        },
        (task, reason) -> reason);
  }

  @Test
  void whatNeverEndsIsLeftBehindAndHarmsNoOther() {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch interrupted = new CountDownLatch(2);
    CompletableFuture<Thread> quick = new CompletableFuture<>();
    Runnable hangs =
        () -> {
          begun.countDown();
          try {
            never.await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
        };
    // The time is over when the others hang and the quick one is done, however long that takes.
    Concurrently time =
        new Concurrently(
            () -> {
              assertThat(begun).satisfies(CountDownLatch::await);
              assertThat(quick.join()).satisfies(Thread::join);
              return Duration.ZERO;
            });
    assertThat(each(time, List.of(hangs, () -> quick.complete(Thread.currentThread()), hangs)))
        .containsExactly(
            "no answer before the run had to end", "done", "no answer before the run had to end");
    assertThat(interrupted).satisfies(CountDownLatch::await);
  }

  @Test
  void whateverIsThrownIsAnOutcome() {
    List<Runnable> tasks = new ArrayList<>();
    for (Error error :
        List.of(new StackOverflowError(), new OutOfMemoryError(), new NoClassDefFoundError("x"))) {
      tasks.add(
          () -> {
            throw error;
          });
    }
    assertThat(each(Concurrently.within(Duration.ofMinutes(1)), tasks))
        .hasSize(3)
        .allSatisfy(text -> assertThat(text).doesNotContain("java", "Error:"))
        .doesNotHaveDuplicates();
  }

  @Test
  void allOfThemBeginAtOnce() {
    CountDownLatch both = new CountDownLatch(2);
    Runnable meets =
        () -> {
          both.countDown();
          try {
            both.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    assertThat(each(Concurrently.within(Duration.ofMinutes(1)), List.of(meets, meets)))
        .containsExactly("done", "done");
  }

  @Test
  void noTimeIsNoWaiting() {
    CountDownLatch never = new CountDownLatch(1);
    assertThat(
            each(
                new Concurrently(() -> Duration.ofSeconds(-5)),
                List.of(
                    () -> {
                      try {
                        never.await();
                      } catch (InterruptedException e) {
                        return;
                      }
                    })))
        .containsExactly("no answer before the run had to end");
  }
}
