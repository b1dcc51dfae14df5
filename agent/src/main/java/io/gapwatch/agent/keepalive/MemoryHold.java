package io.gapwatch.agent.keepalive;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.history.UsageSnapshot;
import io.gapwatch.agent.source.host.Proc;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Holds enough memory to keep the machine's utilisation at a target, and releases it when others
 * need it. The kernel is asked to kill this process first when memory runs out. The memory is
 * anonymous, because file-backed memory may not count as used.
 */
final class MemoryHold {
  private static final int CHUNK = 16 << 20;
  private static final int PAGE = 4096;
  private static final Duration TICK = Duration.ofMinutes(1);
  private static final String FIRST_TO_GO = "1000";

  private final ProcStat meter;
  private final Path proc;
  private final Consumer<UsageSnapshot> log;
  private final Pace pace;
  private final Deque<ByteBuffer> chunks = new ArrayDeque<>();

  MemoryHold(ProcStat meter, Path proc, Consumer<UsageSnapshot> log, Pace pace) {
    this.meter = meter;
    this.proc = proc;
    this.log = log;
    this.pace = pace;
  }

  public static MemoryHold onLinux(Consumer<UsageSnapshot> log) {
    Path proc = Path.of("/proc");
    return new MemoryHold(new ProcStat(proc), proc, log, Pace.REAL);
  }

  /**
   * Holds until the process is stopped; logs a snapshot every minute.
   *
   * @param target memory in use, in percent
   * @throws GapwatchException if this JVM may not hold that much
   */
  public void run(Instant start, double target) {
    offerToGoFirst();
    Duration begin = pace.elapsed();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        adjust(target);
        log.accept(meter.read(start.plus(pace.elapsed().minus(begin))));
        pace.pass(TICK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Allocates or releases memory to meet the target, and touches all pages. */
  void adjust(double target) {
    Proc.Memory memory = meter.memory();
    long wanted = (long) (memory.total() * target / 100);
    long lacking = wanted - (memory.total() - memory.available());
    long count = Math.max(0, chunks.size() + Math.round((double) lacking / CHUNK));
    boolean released = chunks.size() > count;
    while (chunks.size() > count) {
      chunks.removeLast();
    }
    if (released) {
      // Direct memory is released when its buffer is collected, and this heap is too idle for that.
      System.gc();
    }
    while (chunks.size() < count) {
      chunks.add(take());
    }
    chunks.forEach(MemoryHold::touch);
  }

  /** In bytes. */
  long held() {
    return (long) chunks.size() * CHUNK;
  }

  private ByteBuffer take() {
    try {
      return ByteBuffer.allocateDirect(CHUNK);
    } catch (OutOfMemoryError e) {
      throw new GapwatchException(
          "this JVM cannot hold more than "
              + (held() >> 20)
              + " MiB; start it with JDK_JAVA_OPTIONS=-XX:MaxDirectMemorySize=6g"
              + " (a quarter of the machine's memory)",
          e);
    }
  }

  /** Distinct pages are not merged by the kernel. */
  private static void touch(ByteBuffer chunk) {
    for (int at = 0; at < CHUNK; at += PAGE) {
      chunk.putInt(at, at + 1);
    }
  }

  private void offerToGoFirst() {
    try {
      Files.writeString(proc.resolve("self/oom_score_adj"), FIRST_TO_GO);
    } catch (IOException e) {
      throw new GapwatchException(
          "could not ask the kernel to kill this process first when memory runs out ("
              + FileTrouble.inWords(e)
              + "), so no memory is held",
          e);
    }
  }
}
