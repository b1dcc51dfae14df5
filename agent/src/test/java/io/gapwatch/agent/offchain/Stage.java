package io.gapwatch.agent.offchain;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where a demo plays. It can be cleared in the middle of the play, and nothing stays behind. */
final class Stage {
  private final Path folder;
  private final Duration step;
  private final CountDownLatch played = new CountDownLatch(1);
  private volatile @Nullable Thread player;
  private volatile boolean cleared;

  /**
   * An empty one.
   *
   * @param step how long a step of the story takes; one that takes longer waits for what has ended
   */
  Stage(Path folder, Duration step) {
    this.folder = folder;
    this.step = step;
  }

  /** What it came to; false if it was broken off. */
  boolean play(Callable<Boolean> story) throws Exception {
    player = Thread.currentThread();
    try {
      return !cleared && story.call();
    } catch (Exception | AssertionError e) {
      // What was taken away from under the story is no fault of it.
      if (cleared) {
        return false;
      }
      throw e;
    } finally {
      played.countDown();
    }
  }

  boolean isCleared() {
    return cleared;
  }

  /**
   * Ends what still runs. The story first ends its step: a {@code pm2} that it starts while PM2 is
   * ended would start another.
   */
  void clear() {
    cleared = true;
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
    try {
      Thread waiting = player;
      if (!played.await(step.toNanos(), TimeUnit.NANOSECONDS) && waiting != null) {
        waiting.interrupt();
      }
      if (!played.await(1, TimeUnit.MINUTES)) {
        System.err.println("demo: the story does not end; something of it may stay behind");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    DemoParts.clear(folder);
  }
}
