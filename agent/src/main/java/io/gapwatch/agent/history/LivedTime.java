package io.gapwatch.agent.history;

import java.time.Duration;
import java.time.Instant;

/** Ages by what the runs of all jobs have lived through, where clocks may have been wrong. */
public final class LivedTime {
  private static final Duration PAUSE = Duration.ofDays(1);

  /** Of each run, what those since then have lived through; takes {@link #PAUSE} and now. */
  private static final String AGES =
      """
      SELECT seq, started_at, sum(min(max(later - started_at, 0), ?)) OVER (ORDER BY seq DESC) AS age
      FROM (SELECT seq, started_at, lead(started_at, 1, ?) OVER (ORDER BY seq) AS later FROM run)
      """;

  private final Database database;

  LivedTime(Database database) {
    this.database = database;
  }

  /**
   * Since when the runs have lived through this time, in the order in which they were stored: a
   * pause between two of them counts as a day at most, so that a clock that jumped years ahead
   * makes nothing old.
   *
   * @return this long before now, or earlier
   */
  public Instant since(Duration age, Instant now) {
    Instant byTheClock = now.minus(age);
    return database
        .first(
            """
            SELECT min(started_at) AS first, max(age) AS lived FROM (%s)
            WHERE age <= ? HAVING count(*) > 0
            """
                .formatted(AGES),
            // What is older than the first of them may be a little younger than the age.
            row -> row.time("first").minus(age).plusMillis(row.wide("lived")),
            PAUSE.toMillis(),
            now,
            age.toMillis())
        .filter(byTheClock::isAfter)
        .orElse(byTheClock);
  }

  /**
   * The first run since which the runs have lived through no more than this time, whatever their
   * dates; past all runs if none is left.
   */
  long firstWithin(Duration age, Instant now) {
    return database.number(
        """
        SELECT coalesce(min(seq), (SELECT coalesce(max(seq), 0) + 1 FROM run)) FROM (%s)
        WHERE age <= ?
        """
            .formatted(AGES),
        PAUSE.toMillis(),
        now,
        age.toMillis());
  }
}
