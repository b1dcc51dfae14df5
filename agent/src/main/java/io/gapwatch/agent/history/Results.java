package io.gapwatch.agent.history;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import java.time.Instant;
import java.util.List;

/** What the checks of the runs came to. */
public final class Results {
  private final Database database;

  Results(Database database) {
    this.database = database;
  }

  /** Within the transaction that stores the run. */
  void store(Run run, List<CheckResult> results) {
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

  /** The results of a run in the order of its checks; empty if it has not ended. */
  public List<CheckResult> of(String runId) {
    return database.query(
        """
        SELECT body FROM result JOIN run ON run.seq = result.run
        WHERE run.id = ? ORDER BY position
        """,
        row -> ResultJson.read(row.text("body")),
        runId);
  }

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
}
