package io.gapwatch.agent.offchain;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where a demo plays. It can be cleared in the middle of the play, and nothing stays behind. */
final class Stage {
  private final Path folder;
  private final CountDownLatch played = new CountDownLatch(1);
  private volatile boolean cleared;

  Stage(Path folder) {
    this.folder = folder;
  }

  /** What it came to; false if it was broken off. */
  boolean play(Callable<Boolean> story) throws Exception {
    try {
      return story.call();
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
      if (!played.await(1, TimeUnit.MINUTES)) {
        System.err.println("demo: the story does not end; something of it may stay behind");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    DemoParts.clear(folder);
  }
}
