package io.gapwatch.agent.history;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The runs of all jobs, with the results of those that ended. */
public final class Runs {
  private static final Duration PAUSE = Duration.ofDays(1);

  /** Of each run, what those since then have lived through; takes {@link #PAUSE} and now. */
  private static final String AGES =
      """
      SELECT seq, started_at, sum(min(max(later - started_at, 0), ?)) OVER (ORDER BY seq DESC) AS age
      FROM (SELECT seq, started_at, lead(started_at, 1, ?) OVER (ORDER BY seq) AS later FROM run)
      """;

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

  /**
   * Since when the runs have lived through this time, in the order in which they were stored: a
   * pause between two of them counts as a day at most, so that a clock that jumped years ahead
   * makes nothing old.
   *
   * @return this long before now, or earlier
   */
  public Instant livedSince(Duration age, Instant now) {
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
  long livedFrom(Duration age, Instant now) {
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
    for (int position = 0; position < results.size(); position++) {
      CheckResult result = results.get(position);
      database.update(
          """
          INSERT INTO result (run, position, check_id, status, body)
          SELECT seq, ?, ?, ?, ? FROM run WHERE id = ?
          """,
          position,
          result.id(),
          result.status(),
          ResultJson.write(result),
          run.id());
    }
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

  /**
   * What a check came to at least once on a day of UTC.
   *
   * @param day days since 1970
   */
  public record DayStatus(String checkId, long day, Status status) {}

  /** What the checks of this job came to, day by day, in the runs that began since then. */
  public List<DayStatus> days(String job, Instant from) {
    return database.query(
        """
        SELECT DISTINCT result.check_id, run.started_at / 86400000 AS day, result.status
        FROM result JOIN run ON run.seq = result.run
        WHERE run.job = ? AND run.started_at >= ?
        """,
        row ->
            new DayStatus(
                row.text("check_id"), row.wide("day"), row.constant("status", Status.class)),
        job,
        from);
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

  /** The results of a run in the order of its checks; empty if it has not ended. */
  public List<CheckResult> results(String runId) {
    return database.query(
        """
        SELECT body FROM result JOIN run ON run.seq = result.run
        WHERE run.id = ? ORDER BY position
        """,
        row -> ResultJson.read(row.text("body")),
        runId);
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
