package io.gapwatch.agent.upkeep;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.source.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What an action is given.
 *
 * @param now the run's single clock reading, UTC
 * @param ageing when something is old enough to be deleted
 * @param left how much of the deadline is left, by the machine's monotonic clock
 * @param dryRun whether it only says what it would do
 * @param sessions opens its source
 * @param ledger what earlier runs did, and where this one writes what it does
 * @param checks what the configuration checks
 * @param pause waits
 */
public record ActionContext(
    Instant now,
    Ageing ageing,
    Supplier<Duration> left,
    boolean dryRun,
    Sessions sessions,
    Ledger ledger,
    Checks checks,
    Consumer<Duration> pause) {

  /** Opens the action's source, once. */
  public interface Sessions {
    /**
     * The session of this kind.
     *
     * @throws io.gapwatch.agent.source.SourceUnavailableException when it cannot be opened
     */
    <S extends Session> S open(Class<S> kind);
  }

  /** The checks of the configuration. */
  public interface Checks {
    /** The settings of the checks of this type that ask the same source. */
    List<Settings> ofSource(String type);

    /** Runs one check now, for itself alone; sends and stores nothing. */
    Answer run(String id, Duration timeout);
  }

  /**
   * What a check said.
   *
   * @param ok whether it is well; what could not be checked is not
   */
  public record Answer(boolean ok, String words) {}

  /** The source, in a session of this kind. */
  public <S extends Session> S session(Class<S> kind) {
    return sessions.open(kind);
  }

  /** Whether the deadline has come. */
  public boolean isOver() {
    return left.get().isNegative() || left.get().isZero();
  }

  /** What is left of the deadline, but at most this much and at least a moment. */
  public Duration within(Duration most) {
    Duration time = left.get();
    Duration least = Duration.ofMillis(1);
    if (time.compareTo(least) < 0) {
      return least;
    }
    return time.compareTo(most) < 0 ? time : most;
  }
}
