package io.gapwatch.agent.secret.oci;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What goes wrong in one service of {@link OciCloud}, and how often it was asked. */
final class Faults {
  private static final int NONE = 200;

  private final Queue<Integer> next = new ConcurrentLinkedQueue<>();
  private final AtomicInteger always = new AtomicInteger(NONE);
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch silence = new CountDownLatch(1);
  private volatile boolean silent;
  private volatile boolean trickling;

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

  /** Answers come a byte at a time, ten in a second. */
  void trickle() {
    trickling = true;
  }

  void write(OutputStream out, byte[] answer) throws IOException {
    int step = trickling ? 1 : answer.length;
    for (int sent = 0; sent < answer.length; sent += step) {
      out.write(answer, sent, step);
      out.flush();
      if (trickling && endedWhileWaiting()) {
        return;
      }
    }
  }

  private boolean endedWhileWaiting() {
    try {
      return silence.await(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
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
