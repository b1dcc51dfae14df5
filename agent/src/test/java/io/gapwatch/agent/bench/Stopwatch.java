package io.gapwatch.agent.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures workloads in alternating rounds, so that what else the machine does hits all alike. CPU
 * is that of the process, native threads included; the system counts it in steps of 10 ms, so each
 * round repeats its workload until it has lasted a while.
 */
final class Stopwatch {
  private static final double ROUND_MILLIS = 400;
  private static final long BLOCK_MILLIS = 1000;
  private static final int BLOCKS = 60;

  /** In a block, on one of the machine's cores: one part in a hundred. */
  private static final long LITTLE_MILLIS = 10;

  private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final int rounds;

  Stopwatch(int rounds) {
    this.rounds = rounds;
  }

  /** The times of one run of each workload, in the order given. */
  Map<String, Times> measure(List<Workload> workloads) {
    Map<Workload, Integer> repeats = new LinkedHashMap<>();
    Map<Workload, List<Sample>> samples = new LinkedHashMap<>();
    for (Workload workload : workloads) {
      warmUp(workload);
      double millis = run(workload, 1).wall();
      repeats.put(workload, Math.max(1, (int) Math.ceil(ROUND_MILLIS / millis)));
      samples.put(workload, new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      repeats.forEach((work, times) -> samples.getOrDefault(work, List.of()).add(run(work, times)));
    }
    Map<String, Times> times = new LinkedHashMap<>();
    samples.forEach((workload, all) -> times.put(workload.name(), Times.of(all)));
    return times;
  }

  /**
   * Until Java compiles next to nothing in a block, and for three blocks at least; otherwise its
   * compilers are counted, which take half as much again as a workload for the first hundred runs.
   */
  private void warmUp(Workload workload) {
    for (int block = 0; block < BLOCKS; block++) {
      long compiled = compiler.getTotalCompilationTime();
      double millis = 0;
      while (millis < BLOCK_MILLIS) {
        millis += run(workload, 1).wall();
      }
      if (block > 1 && compiler.getTotalCompilationTime() - compiled <= LITTLE_MILLIS) {
        return;
      }
    }
  }

  private Sample run(Workload workload, int times) {
    long cpu = process.getProcessCpuTime();
    long wall = System.nanoTime();
    for (int i = 0; i < times; i++) {
      workload.work().run();
    }
    double runs = times * 1e6;
    return new Sample(
        (process.getProcessCpuTime() - cpu) / runs, (System.nanoTime() - wall) / runs);
  }

  /** One round, in milliseconds for each run. */
  private record Sample(double cpu, double wall) {}

  /** Best and median of all rounds, in milliseconds for each run. */
  record Times(double cpuBest, double cpuMedian, double wallBest, double wallMedian) {
    private static Times of(List<Sample> samples) {
      List<Double> cpu = sorted(samples.stream().map(Sample::cpu).toList());
      List<Double> wall = sorted(samples.stream().map(Sample::wall).toList());
      int middle = samples.size() / 2;
      return new Times(cpu.get(0), cpu.get(middle), wall.get(0), wall.get(middle));
    }

    private static List<Double> sorted(List<Double> values) {
      List<Double> sorted = new ArrayList<>(values);
      Collections.sort(sorted);
      return sorted;
    }
  }
}
