package io.gapwatch.agent.keepalive;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.history.UsageSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Linux's own counters, see proc(5). Busy are user, nice, system, irq and softirq; idle, iowait and
 * steal are not, so that the figure never exceeds Oracle's. Guest time is already included in user
 * time.
 */
public final class ProcStat implements Meter {
  private final Path proc;
  private final List<String> cores;
  private final String boot;

  /** All cores. */
  public ProcStat(Path proc) {
    this(proc, List.of("cpu"));
  }

  /**
   * Some lines of {@code stat} only.
   *
   * @param cores such as {@code cpu0}
   */
  ProcStat(Path proc, List<String> cores) {
    this.proc = proc;
    this.cores = List.copyOf(cores);
    this.boot = String.join("", lines(proc.resolve("sys/kernel/random/boot_id")));
  }

  @Override
  public UsageSnapshot read(Instant now) {
    long busy = 0;
    long total = 0;
    for (String line : lines(proc.resolve("stat"))) {
      String[] fields = line.trim().split("\\s+");
      if (cores.contains(fields[0])) {
        long[] ticks = ticks(fields);
        total += Arrays.stream(ticks).sum();
        busy += ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6];
      }
    }
    if (total == 0) {
      throw unreadable(proc.resolve("stat"), "no line begins with " + String.join(" or ", cores));
    }
    return new UsageSnapshot(now, boot, busy, total, memory());
  }

  /** User, nice, system, idle, iowait, irq, softirq, steal. */
  private long[] ticks(String[] fields) {
    if (fields.length < 9) {
      throw unreadable(
          proc.resolve("stat"), "it has fewer columns than Linux 2.6.11 and " + "later provide");
    }
    try {
      return Arrays.stream(fields, 1, 9).mapToLong(Long::parseLong).toArray();
    } catch (NumberFormatException e) {
      throw unreadable(proc.resolve("stat"), "a column is not a number");
    }
  }

  private double memory() {
    Memory memory = memorySize();
    return 100.0 * (memory.total() - memory.available()) / memory.total();
  }

  /** In bytes. */
  record Memory(long total, long available) {}

  Memory memorySize() {
    List<String> lines = lines(proc.resolve("meminfo"));
    return new Memory(kilobytes(lines, "MemTotal:"), kilobytes(lines, "MemAvailable:"));
  }

  private long kilobytes(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.matches(name + "\\s+\\d{1,15} kB"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow(() -> unreadable(proc.resolve("meminfo"), "it has no " + name));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw unreadable(file, FileTrouble.inWords(e));
    }
  }

  private static GapwatchException unreadable(Path file, String reason) {
    return new GapwatchException(
        "could not read the usage of this machine from %s (%s); keep-alive needs Linux with /proc"
            .formatted(file, reason));
  }
}
