package io.gapwatch.agent.keepalive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread per core, each busy for the same fraction of every time slice, at the lowest priority.
 * Only these threads are lowered: the one that stores samples must never wait for the CPU while it
 * holds the history, or a run would wait too.
 */
final class Workers implements Load, AutoCloseable {
  private static final Duration SLICE = Duration.ofMillis(50);

  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch started;
  private final CountDownLatch mayWork = new CountDownLatch(1);
  private final List<String> ids = new ArrayList<>();
  private volatile double duty;
  private volatile boolean closed;

  private Workers(int count) {
    started = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(this::work, "keep-alive-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
  }

  /**
   * Starts them, idle.
   *
   * @throws io.gapwatch.agent.config.GapwatchException if their priority cannot be lowered
   */
  static Workers start(int count, LowestPriority priority) throws InterruptedException {
    Workers workers = new Workers(count);
    try {
      workers.threads.forEach(Thread::start);
      workers.started.await();
      priority.give(workers.ids());
      workers.mayWork.countDown();
      return workers;
    } catch (RuntimeException | InterruptedException e) {
      workers.close();
      throw e;
    }
  }

  @Override
  public void set(double part) {
    duty = part;
  }

  private synchronized List<String> ids() {
    return List.copyOf(ids);
  }

  private synchronized void register(String id) {
    ids.add(id);
  }

  private void work() {
    try {
      register(LowestPriority.currentThread());
    } finally {
      started.countDown();
    }
    try {
      mayWork.await();
    } catch (InterruptedException e) {
      return;
    }
    while (!closed) {
      slice();
    }
  }

  private void slice() {
    long start = System.nanoTime();
    long worked = (long) (SLICE.toNanos() * duty);
    while (System.nanoTime() - start < worked && !closed) {
      // Reading the clock is the work.
    }
    LockSupport.parkNanos(SLICE.toNanos() - (System.nanoTime() - start));
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }
}
