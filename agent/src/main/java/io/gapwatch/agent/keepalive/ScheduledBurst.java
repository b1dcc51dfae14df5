package io.gapwatch.agent.keepalive;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.KeepAliveConfig;
import io.gapwatch.agent.history.UsageLog;
import io.gapwatch.agent.history.UsageSnapshot;
import io.gapwatch.agent.keepalive.BurstOutcome.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The burst started by cron: works unless real work since the last one was enough. */
final class ScheduledBurst {
  private final Meter meter;
  private final LowestPriority priority;
  private final BooleanSupplier jobRuns;
  private final UsageLog log;

  ScheduledBurst(Meter meter, LowestPriority priority, BooleanSupplier jobRuns, UsageLog log) {
    this.meter = meter;
    this.priority = priority;
    this.jobRuns = jobRuns;
    this.log = log;
  }

  /**
   * A burst on this machine.
   *
   * @param state the state folder with the locks of running jobs
   */
  public static ScheduledBurst onLinux(Path state, UsageLog log) {
    Path proc = Path.of("/proc");
    return new ScheduledBurst(
        new ProcStat(proc), new LowestPriority(proc), new RunningJobs(proc, state), log);
  }

  /**
   * Runs it; takes as long as the burst.
   *
   * @throws GapwatchException if the machine cannot be measured or the priority not lowered
   */
  public BurstOutcome run(KeepAliveConfig config, Instant now) {
    UsageSnapshot first = meter.read(now);
    log.add(first);
    long done = doneSince(now.minus(interval(config, now)), now);
    if (done >= Plan.provenBy(config.burst())) {
      return new BurstOutcome(Ending.NOT_NEEDED, Duration.ZERO, done, 0);
    }
    int cores = Runtime.getRuntime().availableProcessors();
    try (Workers workers = Workers.start(cores, priority)) {
      return new Burst(meter, workers, jobRuns, log::add, Pace.REAL)
          .run(now, config.burst(), config.target());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GapwatchException("the burst was interrupted", e);
    }
  }

  /**
   * Busy minutes since the last burst. The burst's own samples must not count: otherwise each burst
   * would make the next one unnecessary.
   */
  private long doneSince(Instant from, Instant now) {
    List<Usage> between =
        Proof.of(log.between(from, now), from, now).spans().stream()
            .filter(span -> !BusyMinutes.isSteady(span))
            .toList();
    return BusyMinutes.in(between, IdleRule.LIMIT);
  }

  private static Duration interval(KeepAliveConfig config, Instant now) {
    return config
        .schedule()
        .next(now, config.zone())
        .map(next -> Duration.between(now, next))
        .orElse(Duration.ZERO);
  }
}
