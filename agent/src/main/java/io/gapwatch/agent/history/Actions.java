package io.gapwatch.agent.history;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What upkeep did, one thing after another; each is stored before it is done. */
public final class Actions {
  private final Database database;

  Actions(Database database) {
    this.database = database;
  }

  /**
   * One thing that was done, or begun.
   *
   * @param run the id of the run that did it
   * @param job the name of the upkeep
   * @param type the type of action
   * @param target the identity of what it was done to; empty for this machine
   * @param subject the part of it, such as a process or a table
   * @param before how it was before, in a form of the type's own
   * @param ending how it ended; empty while it is being done, and for ever if the run was killed
   */
  public record Action(
      String run,
      String job,
      String type,
      String target,
      String subject,
      String before,
      Instant startedAt,
      Optional<Ending> ending) {}

  /**
   * How an action ended.
   *
   * @param done whether it did what it should
   */
  public record Ending(Instant at, boolean done, String words) {}

  /** Stores that it begins; returns its number. */
  public long begin(Action action) {
    return database.number(
        """
        INSERT INTO action (run, job, type, target, subject, before, started_at)
        VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING seq
        """,
        action.run(),
        action.job(),
        action.type(),
        action.target(),
        action.subject(),
        action.before(),
        action.startedAt());
  }

  /** Stores how it ended. */
  public void end(long number, Ending ending) {
    database.update(
        "UPDATE action SET finished_at = ?, done = ?, words = ? WHERE seq = ?",
        ending.at(),
        ending.done() ? 1 : 0,
        ending.words(),
        number);
  }

  /** What this run did, in order. */
  public List<Action> of(String run) {
    return database.query("SELECT * FROM action WHERE run = ? ORDER BY seq", Actions::action, run);
  }

  /** What was done to this target from this time on, by whatever job, in order. */
  public List<Action> on(String target, Instant from) {
    return database.query(
        "SELECT * FROM action WHERE target = ? AND started_at >= ? ORDER BY seq",
        Actions::action,
        target,
        from);
  }

  /** What was done from this time on, to whatever, in order. */
  public List<Action> since(Instant from) {
    return database.query(
        "SELECT * FROM action WHERE started_at >= ? ORDER BY seq", Actions::action, from);
  }

  private static Action action(Row row) throws SQLException {
    Optional<Instant> finishedAt = row.optionalTime("finished_at");
    return new Action(
        row.text("run"),
        row.text("job"),
        row.text("type"),
        row.text("target"),
        row.text("subject"),
        row.text("before"),
        row.time("started_at"),
        finishedAt.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Ending(finishedAt.get(), row.integer("done") == 1, row.text("words"))));
  }
}
