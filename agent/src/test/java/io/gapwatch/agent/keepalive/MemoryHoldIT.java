package io.gapwatch.agent.keepalive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own: in that of other tests, how much memory is resident is chance. */
class MemoryHoldIT {
  private static final long MIB = 1 << 20;

  @Test
  void whatItHoldsIsTouchedNotOnlyReserved(@TempDir Path proc) throws Exception {
    Files.createDirectories(proc.resolve("sys/kernel/random"));
    Files.writeString(proc.resolve("sys/kernel/random/boot_id"), "4711-a\n");
    Files.writeString(
        proc.resolve("meminfo"),
        "MemTotal: %d kB%nMemAvailable: %d kB%n".formatted(1024 * 1024, 1024 * 928));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx32m",
            "-XX:MaxDirectMemorySize=512m",
            "-cp",
            System.getProperty("java.class.path"),
            HoldOnce.class.getName(),
            proc.toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String grown = new String(process.getInputStream().readAllBytes(), UTF_8).strip();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    // 25 % of 1 GiB, of which others use 96 MiB.
    assertThat(Long.parseLong(grown)).isBetween(150 * MIB, 220 * MIB);
  }
}
