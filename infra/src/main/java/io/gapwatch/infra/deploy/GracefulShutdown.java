package io.gapwatch.infra.deploy;

import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Holds this process at Ctrl-C until the engine has ended. The engine hears the Ctrl-C too, waits
 * for what the cloud is making and notes it: a command that is typed at once afterwards would find
 * the stack locked, and the program that the engine asks lives in this process.
 */
final class GracefulShutdown {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::await, "graceful-shutdown");
  private final Consumer<String> out;

  GracefulShutdown(Consumer<String> out) {
    this.out = out;
  }

  /** Does what must not be cut short. */
  <T> T during(Supplier<T> work) {
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.get();
    } finally {
      ended.countDown();
      release();
    }
  }

  private void await() {
    out.accept("Stopping after the current operation completes; Ctrl-C again aborts it.");
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void release() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The end has begun, and the hook is what it waited for.
    }
  }
}
