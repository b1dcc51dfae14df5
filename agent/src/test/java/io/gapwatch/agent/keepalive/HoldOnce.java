package io.gapwatch.agent.keepalive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds memory on the machine that a folder describes, and prints by how much that made it grow.
 */
final class HoldOnce {
  private HoldOnce() {}

  public static void main(String[] args) throws IOException {
    Path proc = Path.of(args[0]);
    MemoryHold hold = new MemoryHold(new ProcStat(proc), proc, snapshot -> {}, Pace.REAL);
    long before = resident();
    hold.adjust(25);
    System.out.println(resident() - before);
  }

  /** In bytes. */
  private static long resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }
}
