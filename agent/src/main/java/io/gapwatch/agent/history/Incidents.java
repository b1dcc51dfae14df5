package io.gapwatch.agent.history;

import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.Closure;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Parts;
import io.gapwatch.agent.incident.ShortId;
import io.gapwatch.agent.incident.State;
import io.gapwatch.agent.incident.Transition;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The incidents of all jobs. */
public final class Incidents {
  private final Database database;

  Incidents(Database database) {
    this.database = database;
  }

  /** The job's pending and open incidents, oldest first. */
  public List<Incident> active(String job) {
    return database.query(
        "SELECT * FROM incident WHERE job = ? AND state NOT IN ('RESOLVED', 'CLOSED') ORDER BY id",
        Incidents::incident,
        job);
  }

  /** The jobs that have pending or open incidents. */
  public List<String> jobs() {
    return database.query(
        "SELECT DISTINCT job FROM incident WHERE state NOT IN ('RESOLVED', 'CLOSED') ORDER BY job",
        row -> row.text("job"));
  }

  /** Stores that a job's incidents are closed; its channels are not notified. */
  public void close(String job, Advance closed) {
    database.transaction(
        () -> {
          advance(job, closed);
          return closed;
        });
  }

  /** The incidents of all jobs that were active at this time or later, oldest first. */
  public List<Incident> since(Instant from) {
    return database.query(
        "SELECT * FROM incident WHERE state NOT IN ('RESOLVED', 'CLOSED') OR resolved_at >= ? ORDER"
            + " BY id",
        Incidents::incident,
        from);
  }

  /**
   * The incidents whose id or short id begins so, whatever the case, oldest first. Those that are
   * over are meant only where none that is alive is.
   */
  public List<Incident> find(String prefix) {
    List<String> ids = ids().stream().filter(id -> ShortId.begins(id, prefix)).toList();
    List<String> alive = alive().stream().filter(ids::contains).toList();
    return database.query(
        "SELECT * FROM incident WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        Incidents::incident,
        Json.write(alive.isEmpty() ? ids : alive));
  }

  private List<String> ids() {
    return database.query("SELECT id FROM incident ORDER BY id", row -> row.text("id"));
  }

  /** The ids of all jobs' incidents that are pending or open. */
  public List<String> alive() {
    return database.query(
        "SELECT id FROM incident WHERE state NOT IN ('RESOLVED', 'CLOSED') ORDER BY id",
        row -> row.text("id"));
  }

  /** The incident with all that has the same cause, over or not. */
  public Parts parts(Incident incident) {
    return new Parts(
        database
            .query(
                "SELECT * FROM incident WHERE job = ? AND first_seen <= ? ORDER BY id",
                Incidents::incident,
                incident.job(),
                incident.openedAt().orElse(incident.firstSeen()))
            .stream()
            .filter(other -> Parts.ofOneCause(incident, other))
            .toList());
  }

  /**
   * When incidents of this job and fingerprint opened since then and until now, oldest first,
   * without this one and later ones; if this one is critical now, only those that were.
   */
  public List<Instant> openedBefore(Incident incident, Instant since, Instant now) {
    return database.query(
        """
        SELECT opened_at FROM incident
        WHERE job = ? AND opened_at BETWEEN ? AND ? AND id < ?
          AND json_extract(finding, '$.check') = ? AND json_extract(finding, '$.subject') = ?
          AND (worst = 'CRITICAL' OR ? <> 'CRITICAL')
        ORDER BY opened_at
        """,
        row -> row.time("opened_at"),
        incident.job(),
        since,
        now,
        incident.id(),
        incident.finding().checkId(),
        incident.finding().subject(),
        incident.severity());
  }

  /** The transitions of one incident, muted or not, oldest first. */
  public List<Transition> transitions(String incidentId) {
    return database.query(
        "SELECT * FROM transition WHERE incident_id = ? ORDER BY id",
        Incidents::transition,
        incidentId);
  }

  /** Acknowledges it; false if it is not active. */
  public boolean acknowledge(String id, String by, Instant at) {
    return database.update(
            """
            UPDATE incident SET acknowledged_by = ?, acknowledged_at = ?
            WHERE id = ? AND state NOT IN ('RESOLVED', 'CLOSED')
            """,
            by,
            at,
            id)
        > 0;
  }

  /** When it last got worse than it was when it opened. */
  public Optional<Instant> worsenedAt(String id) {
    return database.first(
        "SELECT at FROM transition WHERE incident_id = ? AND kind = 'WORSENED' ORDER BY id DESC",
        row -> row.time("at"),
        id);
  }

  /** When it was acknowledged; if it got worse since, when that ended. */
  public Optional<Instant> acknowledgedAt(String id) {
    return database
        .first(
            "SELECT acknowledged_at FROM incident WHERE id = ?",
            row -> row.optionalTime("acknowledged_at"),
            id)
        .flatMap(at -> at);
  }

  /** Whether somebody was told, or will be, that nobody acknowledged it. */
  public boolean escalated(String id) {
    return database.number(
            """
            SELECT count(*) FROM transition JOIN outbox ON transition_id = transition.id
            WHERE incident_id = ? AND kind = 'ESCALATED' AND outbox.state <> 'dropped'
            """,
            id)
        > 0;
  }

  /** Within a transaction. */
  void advance(String job, Advance advance) {
    List<String> ids = advance.incidents().stream().map(Incident::id).toList();
    database.update(
        """
        DELETE FROM incident WHERE job = ? AND state = 'PENDING'
          AND id NOT IN (SELECT value FROM json_each(?))
        """,
        job,
        Json.write(ids));
    advance.incidents().forEach(this::put);
    advance.transitions().forEach(this::add);
  }

  /**
   * Somebody may acknowledge during a run, so acknowledgements are not taken from the run's
   * incidents, which are older.
   */
  private void put(Incident incident) {
    database.update(
        """
        INSERT INTO incident (id, job, state, finding, worst, scope, first_seen, last_seen,
          sightings, good_runs, opened_at, resolved_at, reminded_at, closure)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
          state = excluded.state, finding = excluded.finding, worst = excluded.worst,
          scope = excluded.scope, last_seen = excluded.last_seen,
          sightings = excluded.sightings, good_runs = excluded.good_runs,
          opened_at = excluded.opened_at, resolved_at = excluded.resolved_at,
          reminded_at = excluded.reminded_at, closure = excluded.closure
        """,
        incident.id(),
        incident.job(),
        incident.state(),
        Json.write(FindingJson.write(incident.finding())),
        incident.worst(),
        incident.scope(),
        incident.firstSeen(),
        incident.lastSeen(),
        incident.sightings(),
        incident.goodRuns(),
        incident.openedAt(),
        incident.resolvedAt(),
        incident.remindedAt(),
        incident.closure());
  }

  private void add(Transition transition) {
    Incident incident = transition.incident();
    database.update(
        "INSERT INTO transition (id, incident_id, kind, at, incident) VALUES (?, ?, ?, ?, ?)",
        transition.id(),
        incident.id(),
        transition.kind(),
        transition.at(),
        IncidentJson.write(incident));
    if (transition.kind() == Transition.Kind.WORSENED) {
      database.update(
          """
          UPDATE incident SET acknowledged_by = NULL, acknowledged_at = ?
          WHERE id = ? AND acknowledged_by IS NOT NULL
          """,
          transition.at(),
          incident.id());
    }
  }

  static Incident incident(Row row) throws SQLException {
    return new Incident(
        row.text("id"),
        row.text("job"),
        row.constant("state", State.class),
        FindingJson.read(Json.read(row.text("finding"))),
        row.constant("worst", Severity.class),
        row.text("scope"),
        row.time("first_seen"),
        row.time("last_seen"),
        row.integer("sightings"),
        row.integer("good_runs"),
        row.optionalTime("opened_at"),
        row.optionalTime("resolved_at"),
        row.optionalTime("reminded_at"),
        row.optionalText("acknowledged_by"),
        row.optionalText("closure").map(Closure::valueOf));
  }

  static Transition transition(Row row) throws SQLException {
    return new Transition(
        row.text("id"),
        row.constant("kind", Transition.Kind.class),
        row.time("at"),
        IncidentJson.read(row.text("incident")));
  }
}
