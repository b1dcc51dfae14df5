package io.gapwatch.agent.secret.oci;

import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** What goes wrong in one service of {@link OciCloud}, and how often it was asked. */
final class Faults {
  private static final int NONE = 200;

  private final Queue<Integer> next = new ConcurrentLinkedQueue<>();
  private final AtomicInteger always = new AtomicInteger(NONE);
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch silence = new CountDownLatch(1);
  private volatile boolean silent;

  void next(int status, int times) {
    next.addAll(Collections.nCopies(times, status));
  }

  void always(int status) {
    always.set(status);
  }

  /** Requests are accepted and never answered. */
  void neverAnswer() {
    silent = true;
  }

  int requests() {
    return requests.get();
  }

  void strike() throws InterruptedException {
    requests.incrementAndGet();
    if (silent) {
      silence.await();
    }
    Integer scripted = next.poll();
    int status = scripted == null ? always.get() : scripted;
    if (status != NONE) {
      throw new Refused(status, code(status));
    }
  }

  void end() {
    silence.countDown();
  }

  private static String code(int status) {
    return switch (status) {
      case 401 -> "NotAuthenticated";
      case 404 -> "NotAuthorizedOrNotFound";
      case 429 -> "TooManyRequests";
      default -> "InternalServerError";
    };
  }
}
