package io.gapwatch.agent.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The snapshots of the machine's counters, kept a day longer than Oracle's 7-day window. */
public final class UsageLog {
  private static final Duration KEPT = Duration.ofDays(8);

  /** A time without snapshots makes what is older by no more than this. */
  private static final Duration PAUSE = Duration.ofDays(2);

  /** How much longer a snapshot may be kept, because to age them all is to read them all. */
  private static final Duration SLACK = Duration.ofHours(1);

  private final Database database;

  UsageLog(Database database) {
    this.database = database;
  }

  /** Stores a snapshot and deletes those no longer needed. */
  public void add(UsageSnapshot snapshot) {
    database.transaction(
        () -> {
          forgetBefore(snapshot.at());
          return database.update(
              "INSERT OR REPLACE INTO usage (at, boot, busy, total, memory) VALUES (?, ?, ?, ?, ?)",
              snapshot.at(),
              snapshot.boot(),
              snapshot.busy(),
              snapshot.total(),
              snapshot.memory());
        });
  }

  /** A snapshot is as old as those after it have lived through: a clock may have jumped. */
  private void forgetBefore(Instant now) {
    Instant due = now.minus(KEPT).minus(SLACK);
    if (database.query("SELECT 1 FROM usage WHERE at < ? LIMIT 1", row -> true, due).isEmpty()) {
      return;
    }
    database.update(
        """
        DELETE FROM usage WHERE at IN (
          SELECT at FROM (
            SELECT at, sum(min(later - at, ?)) OVER (ORDER BY at DESC) AS age
            FROM (SELECT at, lead(at, 1, ?) OVER (ORDER BY at) AS later FROM usage WHERE at <= ?))
          WHERE age > ?)
        """,
        PAUSE.toMillis(),
        now,
        now,
        KEPT.toMillis());
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
