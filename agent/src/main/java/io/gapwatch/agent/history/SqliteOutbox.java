package io.gapwatch.agent.history;

import io.gapwatch.agent.incident.Incident;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The outbox in the history file. What is muted, or was never worth sending, is stored but not
 * pending.
 */
final class SqliteOutbox implements Outbox {
  private final Database database;

  SqliteOutbox(Database database) {
    this.database = database;
  }

  @Override
  public List<Pending> pending(String job, String channel) {
    return database.query(
        """
        SELECT transition.*, attempts, last_failure,
          -- Beside runs of a wrong clock it may be one of theirs.
          iif(EXISTS (SELECT 1 FROM run WHERE started_at > 86400000 +
              (SELECT started_at FROM run ORDER BY seq DESC LIMIT 1)), NULL, retry_after)
            AS retry_after
        FROM outbox
        JOIN transition ON transition.id = transition_id
        JOIN incident ON incident.id = incident_id
        WHERE outbox.state = 'pending' AND channel = ? AND job = ?
        ORDER BY transition_id
        """,
        row ->
            new Pending(
                Incidents.transition(row),
                row.integer("attempts"),
                row.optionalText("last_failure"),
                row.optionalTime("retry_after")),
        channel,
        job);
  }

  @Override
  public List<String> held(String job, String channel) {
    return database.query(
        """
        SELECT max(ifnull(last_failure, 'held back')) AS why
        FROM outbox
        JOIN transition ON transition.id = transition_id
        JOIN incident ON incident.id = incident_id
        WHERE outbox.state = 'muted' AND channel = ? AND job = ?
        GROUP BY incident_id
        ORDER BY incident_id
        """,
        row -> row.text("why"),
        channel,
        job);
  }

  @Override
  public List<Incident> standing(String job, String channel) {
    return database.query(
        """
        SELECT * FROM incident
        WHERE job = ? AND state = 'OPEN' AND id IN (
          SELECT incident_id FROM transition JOIN outbox ON transition.id = transition_id
          WHERE channel = ? AND outbox.state = 'delivered')
        ORDER BY id
        """,
        Incidents::incident,
        job,
        channel);
  }

  @Override
  public void begins(String channel, List<String> transitionIds) {
    database.update(
        """
        UPDATE outbox SET attempts = attempts + 1
        WHERE state = 'pending' AND channel = ?
          AND transition_id IN (SELECT value FROM json_each(?))
        """,
        channel,
        Json.write(transitionIds));
  }

  @Override
  public void delivered(
      String channel, List<String> transitionIds, Optional<String> receipt, Instant at) {
    database.update(
        """
        UPDATE outbox SET state = 'delivered', attempts = max(attempts, 1), receipt = ?, settled_at = ?
        WHERE state = 'pending' AND channel = ?
          AND transition_id IN (SELECT value FROM json_each(?))
        """,
        receipt,
        at,
        channel,
        Json.write(transitionIds));
  }

  @Override
  public void refused(String channel, List<String> transitionIds, String reason, Instant at) {
    database.update(
        """
        UPDATE outbox SET state = 'refused', attempts = max(attempts, 1), last_failure = ?,
          settled_at = ?
        WHERE state = 'pending' AND channel = ?
          AND transition_id IN (SELECT value FROM json_each(?))
        """,
        reason,
        at,
        channel,
        Json.write(transitionIds));
  }

  @Override
  public void failed(
      String channel, List<String> transitionIds, String reason, Optional<Instant> retryAfter) {
    database.update(
        """
        UPDATE outbox SET attempts = max(attempts, 1), last_failure = ?, retry_after = ?
        WHERE state = 'pending' AND channel = ?
          AND transition_id IN (SELECT value FROM json_each(?))
        """,
        reason,
        retryAfter,
        channel,
        Json.write(transitionIds));
  }

  @Override
  public List<String> cancellable(String job, String channel) {
    return database.query(
        """
        SELECT receipt FROM (
          SELECT receipt, transition_id,
            json_extract(transition.incident, '$.finding.severity') <> 'WARNING' AS rang,
            incident.state = 'RESOLVED' OR ifnull(incident.closure, '') = 'REMOVED'
              OR incident.acknowledged_by IS NOT NULL AS is_over
          FROM outbox
          JOIN transition ON transition.id = transition_id
          JOIN incident ON incident.id = incident_id
          WHERE job = ? AND channel = ? AND receipt IS NOT NULL AND cancelled_at IS NULL)
        GROUP BY receipt
        HAVING min(is_over) = 1 OR (max(rang) = 1 AND max(rang AND NOT is_over) = 0)
        ORDER BY min(transition_id)
        """,
        row -> row.text("receipt"),
        job,
        channel);
  }

  @Override
  public void cancelled(String channel, String receipt, Instant at) {
    database.update(
        "UPDATE outbox SET cancelled_at = ? WHERE channel = ? AND receipt = ?",
        at,
        channel,
        receipt);
  }
}
