package io.gapwatch.agent.keepalive;

import io.gapwatch.agent.history.UsageSnapshot;
import io.gapwatch.agent.source.host.Proc;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Linux's own counters, see proc(5). Idle, iowait and steal are not busy, so that the figure never
 * exceeds Oracle's.
 */
final class ProcStat implements Meter {
  private final Proc proc;
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
  ProcStat(Path root, List<String> cores) {
    // Oracle measures the machine, whatever limits a container has.
    this.proc = Proc.belowAnyContainer(root);
    this.cores = List.copyOf(cores);
    this.boot = proc.bootId();
  }

  @Override
  public UsageSnapshot read(Instant now) {
    Proc.Ticks ticks = proc.ticks(cores);
    return new UsageSnapshot(now, boot, ticks.busy(), ticks.total(), usedPercent());
  }

  private double usedPercent() {
    Proc.Memory memory = memory();
    return 100.0 * (memory.total() - memory.available()) / memory.total();
  }

  /** In bytes. */
  Proc.Memory memory() {
    return proc.memory();
  }
}
