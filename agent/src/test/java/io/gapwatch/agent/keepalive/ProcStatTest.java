package io.gapwatch.agent.keepalive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.history.UsageSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcStatTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir private Path proc = Path.of("");

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(proc.resolve("sys/kernel/random"));
    Files.writeString(proc.resolve("sys/kernel/random/boot_id"), "4711-a\n");
    Files.writeString(
        proc.resolve("stat"),
        """
        cpu  100 20 30 1000 500 7 3 40 5 0
        cpu0 60 10 20 400 300 5 2 20 5 0
        cpu1 40 10 10 600 200 2 1 20 0 0
        intr 12345 1
        """);
    Files.writeString(
        proc.resolve("meminfo"),
        """
        MemTotal:        6000000 kB
        MemFree:          100000 kB
        MemAvailable:    4500000 kB
        """);
  }

  @Test
  void waitingAndStolenTimeIsNoWork() {
    assertThat(new ProcStat(proc).read(NOON))
        .isEqualTo(new UsageSnapshot(NOON, "4711-a", 160, 1700, 25));
  }

  @Test
  void readsSomeCoresOnly() {
    UsageSnapshot one = new ProcStat(proc, List.of("cpu1")).read(NOON);
    assertThat(one.busy()).isEqualTo(63);
    assertThat(one.total()).isEqualTo(883);
  }

  @Test
  void whatCannotBeReadIsAnErrorAndNeverIdle() throws IOException {
    ProcStat stat = new ProcStat(proc);
    Files.writeString(proc.resolve("stat"), "cpu  1 2 x 4 5 6 7 8\n");
    assertUnreadable(stat, "a column is not a number");
    Files.writeString(proc.resolve("stat"), "cpu  1 2 3 4\n");
    assertUnreadable(stat, "fewer columns");
    Files.writeString(proc.resolve("stat"), "");
    assertUnreadable(stat, "no line begins with cpu");
    Files.delete(proc.resolve("stat"));
    assertUnreadable(stat, "needs Linux with /proc");
  }

  @Test
  void memoryThatIsNotTold() throws IOException {
    Files.writeString(proc.resolve("meminfo"), "MemTotal: 6000000 kB\n");
    assertUnreadable(new ProcStat(proc), "has no line MemAvailable");
  }

  private static void assertUnreadable(ProcStat stat, String reason) {
    assertThatThrownBy(() -> stat.read(NOON))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void readsThisMachine() {
    UsageSnapshot here = new ProcStat(Path.of("/proc")).read(NOON);
    assertThat(here.busy()).isBetween(1L, here.total());
    assertThat(here.memory()).isCloseTo(50, within(49.9));
  }
}
