package io.gapwatch.agent.history;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The runs of all jobs: when each began, and how it ended. */
public final class Runs {
  private final Database database;

  Runs(Database database) {
    this.database = database;
  }

  /** Records a run before its probes, so that a killed one shows as unfinished. */
  public void start(Run run) {
    database.update(
        "INSERT INTO run (id, job, started_at) VALUES (?, ?, ?)",
        run.id(),
        run.job(),
        run.startedAt());
  }

  /** Records the end of a run without results; its incidents are untouched. */
  public void finish(Run run) {
    database.transaction(
        () -> {
          finish(run, List.of());
          return run;
        });
  }

  /** Within a transaction. */
  void finish(Run run, List<CheckResult> results) {
    database.update(
        """
        INSERT INTO run (id, job, started_at, finished_at, status, exit_code)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
          finished_at = excluded.finished_at, status = excluded.status,
          exit_code = excluded.exit_code
        """,
        run.id(),
        run.job(),
        run.startedAt(),
        run.ending().map(Run.Ending::at),
        run.ending().map(Run.Ending::status),
        run.ending().map(Run.Ending::exitCode));
    new Results(database).store(run, results);
  }

  /**
   * The job's last finished run, in order of insertion: clocks may be set. It may be dated in the
   * future; what goes by its time uses {@link #last(String, Instant)}.
   */
  public Optional<Run> last(String job) {
    return database.first(
        """
        SELECT * FROM run WHERE job = ? AND finished_at IS NOT NULL
        ORDER BY seq DESC LIMIT 1
        """,
        Runs::run,
        job);
  }

  /** The job's last finished run, in order of insertion, that does not begin after this time. */
  public Optional<Run> last(String job, Instant until) {
    return database.first(
        """
        SELECT * FROM run WHERE job = ? AND finished_at IS NOT NULL AND started_at <= ?
        ORDER BY seq DESC LIMIT 1
        """,
        Runs::run,
        job,
        until);
  }

  /**
   * The job's last finished run that found all ok, in order of insertion, that does not begin after
   * this time.
   */
  public Optional<Run> lastHealthy(String job, Instant until) {
    return database.first(
        """
        SELECT * FROM run WHERE job = ? AND finished_at IS NOT NULL AND status = 'OK'
          AND started_at <= ?
        ORDER BY seq DESC LIMIT 1
        """,
        Runs::run,
        job,
        until);
  }

  /** The runs of all jobs that begin after this time: the clock was wrong then, or is now. */
  public List<Run> after(Instant time) {
    return database.query(
        "SELECT * FROM run WHERE started_at > ? ORDER BY started_at, seq", Runs::run, time);
  }

  /** The run of any job that was stored last, ended or not. */
  public Optional<Run> newest() {
    return database.first("SELECT * FROM run ORDER BY seq DESC LIMIT 1", Runs::run);
  }

  /** See {@link History#forgetAfter}. */
  int forgetAfter(Instant time) {
    // What a vendor asked them to wait for was added to their time.
    database.update("UPDATE outbox SET retry_after = NULL WHERE retry_after > ?", time);
    return database.update(
        "DELETE FROM run WHERE started_at > ? AND seq < (SELECT max(seq) FROM run)", time);
  }

  /**
   * The job's last run by the clock that began at or before this time, ended or not. Due times go
   * by the clock, and a run in the future covers none.
   */
  public Optional<Run> lastStarted(String job, Instant until) {
    return database.first(
        """
        SELECT * FROM run WHERE job = ? AND started_at <= ?
        ORDER BY started_at DESC, seq DESC LIMIT 1
        """,
        Runs::run,
        job,
        until);
  }

  /** When the first known run of any job began. */
  public Optional<Instant> firstStarted() {
    return database.first(
        "SELECT started_at FROM run ORDER BY started_at LIMIT 1", row -> row.time("started_at"));
  }

  /** The job's runs that began at or after this time, ended or not, oldest first. */
  public List<Run> since(String job, Instant from) {
    return database.query(
        "SELECT * FROM run WHERE job = ? AND started_at >= ? ORDER BY started_at, seq",
        Runs::run,
        job,
        from);
  }

  /** The last run of the job that began before this time, ended or not. */
  public Optional<Run> before(String job, Instant time) {
    return database.first(
        "SELECT * FROM run WHERE job = ? AND started_at < ? ORDER BY started_at DESC, seq DESC"
            + " LIMIT 1",
        Runs::run,
        job,
        time);
  }

  /** The job's runs without an end, oldest first: in progress, or {@link Run#abandoned}. */
  public List<Run> unfinished(String job) {
    return database.query(
        "SELECT * FROM run WHERE job = ? AND finished_at IS NULL ORDER BY started_at, seq",
        Runs::run,
        job);
  }

  private static Run run(Row row) throws SQLException {
    Run started = Run.started(row.text("id"), row.text("job"), row.time("started_at"));
    Optional<Instant> finishedAt = row.optionalTime("finished_at");
    return finishedAt.isEmpty()
        ? started
        : started.ended(
            finishedAt.get(), row.constant("status", Status.class), row.integer("exit_code"));
  }
}
