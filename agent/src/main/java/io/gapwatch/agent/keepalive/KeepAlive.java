package io.gapwatch.agent.keepalive;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.KeepAliveConfig;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.lock.StateLock;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps this machine from being reclaimed as idle. Without {@code keepAlive:} the defaults hold.
 */
public final class KeepAlive {
  /** Hidden, to be distinct from any job's lock: job names begin with a letter or a digit. */
  private static final String BURST_LOCK = ".keep-alive";

  private static final String MEMORY_LOCK = ".hold-memory";

  private final Config config;

  public KeepAlive(Config config) {
    this.config = config;
  }

  /** How it is configured. */
  public KeepAliveConfig settings() {
    return config.keepAlive().orElse(KeepAliveConfig.DEFAULT);
  }

  /**
   * Runs one burst.
   *
   * @return empty if another is in progress
   * @throws GapwatchException if it failed
   */
  @SuppressWarnings("try") // The lock is held, not used.
  public Optional<BurstOutcome> burst(Instant now) {
    Optional<StateLock> lock = StateLock.take(config.state(), BURST_LOCK);
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    try (StateLock held = lock.get();
        History history = History.open(config.state())) {
      return Optional.of(
          ScheduledBurst.onLinux(config.state(), history.usage()).run(settings(), now));
    }
  }

  /**
   * Holds memory until the process is stopped.
   *
   * @return false if another process already does
   * @throws GapwatchException if it failed
   */
  @SuppressWarnings("try") // The lock is held, not used.
  public boolean holdMemory(Instant now) {
    Optional<StateLock> lock = StateLock.take(config.state(), MEMORY_LOCK);
    if (lock.isEmpty()) {
      return false;
    }
    try (StateLock held = lock.get();
        History history = History.open(config.state())) {
      MemoryHold.onLinux(history.usage()::add).run(now, settings().memory());
    }
    return true;
  }

  /** What the configuration will reach in the next 7 days. */
  public Plan plan(Instant now) {
    return Plan.of(settings(), now);
  }

  /** What is proven for the last 7 days. */
  public Proof week(Instant now) {
    Instant from = now.minus(IdleRule.WINDOW);
    try (History history = History.open(config.state())) {
      return Proof.of(history.usage().between(from, now), from, now);
    }
  }

  /** Whether the machine is safe, for {@code doctor}. */
  public Outlook outlook(Instant now) {
    return Outlook.of(plan(now), week(now));
  }
}
