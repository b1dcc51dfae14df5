package io.gapwatch.agent.bench;

import io.gapwatch.agent.cli.GapwatchCommand;
import io.gapwatch.agent.config.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A {@code check} as cron starts it: a process of its own, with the launcher's options but a
 * smaller heap. Linux only, where the kernel keeps the most memory that a process ever held.
 */
final class ColdCheck {
  private static final String PEAK = "VmHWM:";

  private ColdCheck() {}

  /**
   * What one process took.
   *
   * @param peakKilobytes the most memory it held at a time, mapped files and libraries included
   */
  record Cost(Duration wall, Duration cpu, long peakKilobytes) {}

  static Cost run(BlockFile file, Path database) throws IOException, InterruptedException {
    Path yaml = Shipped.configure(file, database, 1, Shipped.LITTLE);
    Path out = database.resolveSibling("cold.txt");
    List<String> command =
        List.of(
            ManagementFactory.getRuntimeMXBean().getSystemProperties().get("java.home")
                + "/bin/java",
            "-XX:TieredStopAtLevel=1",
            "-XX:CompileThresholdScaling=2",
            "-XX:+UseSerialGC",
            "-Xmx96m",
            "-Xmn5m",
            "-XX:MaxTenuringThreshold=0",
            "-cp",
            ManagementFactory.getRuntimeMXBean().getClassPath(),
            ColdCheck.class.getName(),
            "check",
            "blocks",
            "freshness",
            "--config",
            yaml.toString(),
            "--now",
            file.now().toString());
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    int exit = process.waitFor();
    Duration wall = Duration.ofNanos(System.nanoTime() - begin);
    String text = Files.readString(out);
    if (exit != 0) {
      throw new IllegalStateException("the check must be ok, but said " + text);
    }
    List<String> lines = text.lines().toList();
    String[] cost = lines.get(lines.size() - 1).split(" ", -1);
    return new Cost(wall, Duration.ofNanos(Long.parseLong(cost[0])), Long.parseLong(cost[1]));
  }

  /** Runs one command line, and prints CPU nanoseconds and peak memory as the last line. */
  public static void main(String[] args) throws IOException {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    Environment environment =
        new Environment(Map.of(), Clock.systemUTC(), Path.of("").toAbsolutePath());
    int exit = GapwatchCommand.run(environment, false, out, out, args);
    long cpu =
        ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime();
    out.println(cpu + " " + peakKilobytes());
    System.exit(exit);
  }

  private static long peakKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith(PEAK))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }
}
