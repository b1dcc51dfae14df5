package io.gapwatch.agent.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The snapshots of the machine's counters, kept a day longer than Oracle's 7-day window. */
public final class UsageLog {
  private static final Duration KEPT = Duration.ofDays(8);

  /** A day of them, hour by hour. */
  private static final int WITNESSES = 24;

  private static final Duration PAUSE = Duration.ofDays(2);

  private final Database database;

  UsageLog(Database database) {
    this.database = database;
  }

  /** Stores a snapshot and deletes those no longer needed. */
  public void add(UsageSnapshot snapshot) {
    database.transaction(
        () -> {
          database.update("DELETE FROM usage WHERE at < ?", believed(snapshot.at()).minus(KEPT));
          return database.update(
              "INSERT OR REPLACE INTO usage (at, boot, busy, total, memory) VALUES (?, ?, ?, ?, ?)",
              snapshot.at(),
              snapshot.boot(),
              snapshot.busy(),
              snapshot.total(),
              snapshot.memory());
        });
  }

  /** The time, as far as the last snapshots bear it out: a clock that jumped deletes nothing. */
  private Instant believed(Instant now) {
    return database
        .first(
            """
            SELECT min(at) AS first FROM (SELECT at FROM usage ORDER BY at DESC LIMIT ?)
            HAVING count(*) > 0
            """,
            row -> row.time("first").plus(PAUSE),
            WITNESSES)
        .filter(now::isAfter)
        .orElse(now);
  }

  /** All snapshots of this period, inclusive, oldest first. */
  public List<UsageSnapshot> between(Instant from, Instant to) {
    return database.query(
        "SELECT at, boot, busy, total, memory FROM usage WHERE at BETWEEN ? AND ? ORDER BY at",
        row ->
            new UsageSnapshot(
                row.time("at"),
                row.text("boot"),
                row.wide("busy"),
                row.wide("total"),
                row.decimal("memory")),
        from,
        to);
  }
}
