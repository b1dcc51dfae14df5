package io.gapwatch.agent.keepalive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryHoldTest {
  private static final long MIB = 1 << 20;

  @TempDir private Path proc = Path.of("");

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(proc.resolve("sys/kernel/random"));
    Files.writeString(proc.resolve("sys/kernel/random/boot_id"), "4711-a\n");
  }

  @Test
  void holdsWhatLacksAndGivesItBack() throws IOException {
    MemoryHold hold = new MemoryHold(new ProcStat(proc), proc, snapshot -> {}, Pace.REAL);

    others(96, 0);
    hold.adjust(25);
    assertThat(hold.held()).isEqualTo(160 * MIB);

    others(96, 160);
    hold.adjust(25);
    assertThat(hold.held()).as("enough").isEqualTo(160 * MIB);

    others(192, 160);
    hold.adjust(25);
    assertThat(hold.held()).as("others need more").isEqualTo(64 * MIB);

    others(800, 64);
    hold.adjust(25);
    assertThat(hold.held()).as("others need all").isZero();
  }

  /** A machine of 1 GiB. */
  private void others(long used, long held) throws IOException {
    Files.writeString(
        proc.resolve("meminfo"),
        "MemTotal: %d kB%nMemAvailable: %d kB%n"
            .formatted(1024 * 1024, 1024 * (1024 - used - held)));
  }
}
