package io.gapwatch.agent.history;

import io.gapwatch.agent.finding.Status;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The numbers that the runs of all jobs have measured. */
public final class Measurements {
  /** Each measured number: of a whole check, or of one subject in a map. */
  private static final String NUMBERS =
      """
       result JOIN run ON run.seq = result.run,
        json_each(result.body, '$.measured') AS metric,
        json_each(iif(metric.type = 'object', metric.value, json_array(metric.value))) AS measured
      """;

  private final Database database;

  Measurements(Database database) {
    this.database = database;
  }

  /**
   * A measured number of a check, from all runs that began at this time or later, oldest first.
   *
   * @param subject what it was measured on; empty for the whole check
   */
  public List<Sample> series(String checkId, String metric, String subject, Instant from) {
    return series(checkId, metric, subject, from, "");
  }

  /**
   * The same, only of results with this scope.
   *
   * @param scope the fingerprint; empty for all
   */
  public List<Sample> series(
      String checkId, String metric, String subject, Instant from, String scope) {
    return database.query(
        "SELECT run.started_at, result.status, measured.value FROM "
            + NUMBERS
            + """
            WHERE result.check_id = ?1 AND run.started_at >= ?4 AND metric.key = ?2
              AND iif(metric.type = 'object', measured.key, '') = ?3
              AND iif(metric.type = 'object', measured.type, metric.type) IN ('integer', 'real')
              AND (?5 = '' OR json_extract(result.body, '$.scope') = ?5)
            ORDER BY run.started_at, run.seq
            """,
        Measurements::sample,
        checkId,
        metric,
        subject,
        from,
        scope);
  }

  /** The scope of the newest result of a check, from before this time, that has one. */
  public Optional<String> newestScope(String checkId, Instant before) {
    return database.first(
        """
        SELECT json_extract(result.body, '$.scope') AS scope
        FROM result JOIN run ON run.seq = result.run
        WHERE result.check_id = ? AND run.started_at < ?
          AND json_extract(result.body, '$.scope') <> ''
        ORDER BY run.started_at DESC, run.seq DESC LIMIT 1
        """,
        row -> row.text("scope"),
        checkId,
        before);
  }

  /**
   * The newest measured number of each subject of a check, from all runs that began at this time or
   * later.
   *
   * @param before when they began at the latest, exclusive: a run of a wrong clock is the newest of
   *     all, and would hide the others
   * @param scope the fingerprint; empty for all
   */
  public Map<String, Sample> newest(
      String checkId, String metric, Instant from, Instant before, String scope) {
    Map<String, Sample> newest = new LinkedHashMap<>();
    database.query(
        "SELECT measured.key AS subject, run.started_at, result.status, measured.value FROM "
            + NUMBERS
            + """
            WHERE result.check_id = ?1 AND run.started_at >= ?3 AND metric.key = ?2
              AND metric.type = 'object' AND measured.type IN ('integer', 'real')
              AND (?4 = '' OR json_extract(result.body, '$.scope') = ?4)
              AND run.started_at < ?5
            ORDER BY run.started_at, run.seq
            """,
        row -> {
          Sample sample = sample(row);
          newest.put(row.text("subject"), sample);
          return sample;
        },
        checkId,
        metric,
        from,
        scope,
        before);
    return newest;
  }

  /**
   * All measured numbers of the job's checks of this time, inclusive, in the order of its checks.
   * The name of a subject's series is the metric's name followed by the subject.
   */
  public List<Series> seriesOf(String job, Instant from, Instant until) {
    Map<List<String>, List<Sample>> byName = new LinkedHashMap<>();
    database.query(
        """
        SELECT result.check_id, run.started_at, result.status, measured.value,
          iif(metric.type = 'object', metric.key || ' ' || measured.key, metric.key) AS name
        FROM\
        """
            + NUMBERS
            + """
            WHERE run.job = ? AND run.started_at BETWEEN ? AND ? AND iif(metric.type = 'object', measured.type, metric.type) IN ('integer', 'real')
            ORDER BY run.started_at, run.seq, result.position, metric.id, measured.id
            """,
        row ->
            byName
                .computeIfAbsent(
                    List.of(row.text("check_id"), row.text("name")), name -> new ArrayList<>())
                .add(sample(row)),
        job,
        from,
        until);
    return byName.entrySet().stream()
        .map(named -> new Series(named.getKey().get(0), named.getKey().get(1), named.getValue()))
        .toList();
  }

  private static Sample sample(Row row) throws SQLException {
    return new Sample(
        row.time("started_at"),
        row.constant("status", Status.class),
        row.decimal("value"),
        row.wide("value"));
  }
}
