package io.gapwatch.agent.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Where and with what the figures were taken. */
public final class Machine {
  private Machine() {}

  public static String describe(String database) throws IOException {
    return "%s; %s, %d cores, %d GB; Java %s; %s."
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            value(Path.of("/proc/cpuinfo"), "model name"),
            cores(),
            Math.round(
                Long.parseLong(value(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", ""))
                    / 1e6),
            Runtime.version(),
            database);
  }

  static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static String value(Path file, String key) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }
}
