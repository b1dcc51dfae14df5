package io.gapwatch.agent.history;

import io.gapwatch.agent.incident.Silence;
import java.time.Instant;
import java.util.List;

/** The silences. Runs that begin after one has ended ignore it. */
public final class Silences {
  private final Database database;

  Silences(Database database) {
    this.database = database;
  }

  public void add(Silence silence) {
    database.update(
        "INSERT INTO silence (id, pattern, made, until, comment, author) VALUES (?, ?, ?, ?, ?, ?)",
        silence.id(),
        silence.pattern(),
        silence.made(),
        silence.until(),
        silence.comment(),
        silence.by());
  }

  /** Those that are active at this time, oldest first. */
  public List<Silence> activeAt(Instant now) {
    return database
        .query(
            "SELECT * FROM silence WHERE until > ? ORDER BY id",
            row ->
                new Silence(
                    row.text("id"),
                    row.text("pattern"),
                    row.time("made"),
                    row.time("until"),
                    row.text("comment"),
                    row.text("author")),
            now)
        .stream()
        .filter(silence -> silence.activeAt(now))
        .toList();
  }

  /** Ends one at this time; false if none with this id is active. */
  public boolean end(String id, Instant now) {
    return database.update("UPDATE silence SET until = ? WHERE id = ? AND until > ?", now, id, now)
        > 0;
  }
}
