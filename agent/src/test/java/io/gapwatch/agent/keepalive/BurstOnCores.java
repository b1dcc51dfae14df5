package io.gapwatch.agent.keepalive;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A real burst of some seconds in a process of its own, on the cores that it was started on. Prints
 * the utilisation of these cores and its own part of it, in percent.
 */
final class BurstOnCores {
  private BurstOnCores() {}

  /**
   * Runs it.
   *
   * @param args seconds, target in percent, and the lines of /proc/stat to measure
   */
  public static void main(String[] args) throws InterruptedException {
    Path proc = Path.of("/proc");
    Duration length = Duration.ofSeconds(Long.parseLong(args[0])).dividedBy(Burst.MOST_LENGTHS);
    ProcStat meter = new ProcStat(proc, List.of(args).subList(2, args.length));
    int cores = Runtime.getRuntime().availableProcessors();
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try (Workers workers = Workers.start(cores, new LowestPriority(proc))) {
      long cpuBefore = process.getProcessCpuTime();
      Instant start = Instant.now();
      io.gapwatch.agent.history.UsageSnapshot before = meter.read(start);
      BurstOutcome outcome =
          new Burst(meter, workers, () -> false, snapshot -> {}, Pace.REAL)
              .run(start, length, Double.parseDouble(args[1]));
      double all =
          Usage.between(before, meter.read(start.plus(outcome.took()))).orElseThrow().cpu();
      double own =
          100.0
              * (process.getProcessCpuTime() - cpuBefore)
              / (outcome.took().toNanos() * (double) cores);
      System.out.printf("%.1f %.1f%n", all, own);
    }
  }
}
