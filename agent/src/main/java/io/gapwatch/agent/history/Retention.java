package io.gapwatch.agent.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Bounds the history: it deletes the oldest runs, then the oldest resolved incidents, but never an
 * active incident, an undelivered message, or a job's last run.
 *
 * <p>Each call does a bounded amount of work, so that it never delays a job for long; the next call
 * continues.
 */
public final class Retention {
  private static final int ROWS_AT_A_TIME = 200;
  private static final int TURNS = 10;

  /** The share of the greatest age for which what is too old is kept nevertheless. */
  private static final int SHARE = 400;

  private static final int PAGES = 4_000;

  private static final Duration DAY = Duration.ofDays(1);

  private final Database database;
  private final Limits limits;

  /**
   * The limits of the history.
   *
   * @param maxAge how long runs and resolved incidents are kept
   * @param maxBytes how large the file may be
   */
  public record Limits(Duration maxAge, long maxBytes) {
    /** More than a year, to compare with the same week of the year before; 200 MB. */
    public static final Limits DEFAULT = new Limits(Duration.ofDays(400), 200_000_000);
  }

  /** How much was deleted. */
  public record Pruned(int runs, int incidents) {
    private Pruned plus(Pruned more) {
      return new Pruned(runs + more.runs, incidents + more.incidents);
    }

    private boolean nothing() {
      return runs + incidents == 0;
    }
  }

  Retention(Database database, Limits limits) {
    this.database = database;
    this.limits = limits;
  }

  /** Deletes what exceeds the limits and returns the space to the disk. */
  public Pruned prune(Instant now) {
    Age age = age(now);
    Instant oldest =
        age.from().isEmpty() ? age.time() : new LivedTime(database).since(limits.maxAge(), now);
    database.update("DELETE FROM silence WHERE until < ?", oldest);
    database.update("DELETE FROM maintenance WHERE until < ?", oldest);
    database.update("DELETE FROM action WHERE started_at < ?", oldest);
    Pruned all = new Pruned(0, 0);
    for (int turn = 0; turn < TURNS; turn++) {
      Pruned pruned = forget(age);
      if (pruned.nothing() && bytesInUse() > limits.maxBytes()) {
        pruned = forget(new Age(now, Optional.empty()));
      }
      if (pruned.nothing()) {
        break;
      }
      all = all.plus(pruned);
    }
    database.execute("PRAGMA incremental_vacuum(" + PAGES + ")");
    return all;
  }

  /**
   * What is too old. Age is what the runs since then have lived through ({@link LivedTime#since}):
   * a clock that jumped years ahead, for however many runs, makes nothing older than a day, and one
   * that was set back for some runs neither makes these older nor keeps what is. A run of the
   * future stays: it is told of until its time has come.
   *
   * @param time what is dated before it is too old
   * @param from the first run that is not, whatever its date; empty if dates can be believed
   */
  private record Age(Instant time, Optional<Long> from) {}

  private Age age(Instant now) {
    Instant byTheClock = now.minus(limits.maxAge());
    Optional<Instant> first = first().filter(byTheClock::isAfter);
    // Looking at every run takes long, and is of no use on most days.
    return first
            .filter(it -> it.isBefore(byTheClock.minus(limits.maxAge().dividedBy(SHARE))))
            .isEmpty()
        ? new Age(first.orElse(byTheClock), Optional.empty())
        : new Age(
            byTheClock, Optional.of(new LivedTime(database).firstWithin(limits.maxAge(), now)));
  }

  private Optional<Instant> first() {
    return database.first(
        "SELECT min(started_at) AS first FROM run HAVING count(*) > 0", row -> row.time("first"));
  }

  private Pruned forget(Age age) {
    return database.transaction(
        () -> {
          int runs = forgetRuns(age);
          return new Pruned(runs, runs > 0 ? 0 : forgetIncidents(age));
        });
  }

  private int forgetRuns(Age age) {
    return database.update(
        """
        DELETE FROM run WHERE seq IN (
          SELECT seq FROM run WHERE seq < ? AND started_at < ?
            AND seq NOT IN (
              SELECT max(seq) FROM run WHERE finished_at IS NOT NULL GROUP BY job)
          ORDER BY started_at LIMIT ?)
        """,
        age.from().orElse(Long.MAX_VALUE),
        age.time(),
        ROWS_AT_A_TIME);
  }

  /** Where dates cannot be believed, an incident is as old as the runs of its day. */
  private int forgetIncidents(Age age) {
    return database.update(
        """
        DELETE FROM incident WHERE id IN (
          SELECT id FROM incident WHERE state IN ('RESOLVED', 'CLOSED') AND resolved_at < ?
            AND NOT EXISTS (
              SELECT 1 FROM transition JOIN outbox ON transition_id = transition.id
              WHERE incident_id = incident.id AND outbox.state IN ('pending', 'muted'))
            AND NOT EXISTS (
              SELECT 1 FROM run
              WHERE seq >= ? AND started_at BETWEEN resolved_at - ? AND resolved_at + ?)
          ORDER BY resolved_at LIMIT ?)
        """,
        age.time(),
        age.from().orElse(Long.MAX_VALUE),
        DAY.toMillis(),
        DAY.toMillis(),
        ROWS_AT_A_TIME);
  }

  private long bytesInUse() {
    long pages = database.number("PRAGMA page_count") - database.number("PRAGMA freelist_count");
    return pages * database.number("PRAGMA page_size");
  }
}
