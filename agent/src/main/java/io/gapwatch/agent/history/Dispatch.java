package io.gapwatch.agent.history;

import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Muting;
import io.gapwatch.agent.incident.Transition;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Puts transitions into the outbox, within the transaction that stores them. A muted one waits, and
 * so does one that could not be delivered before the muting began. If the incident is still open
 * when the muting ends, its opening and its last change of severity are sent, or else its last
 * reminder, unless somebody acknowledged it; if it was resolved in the meantime, only channels that
 * know it are notified. A resolution never goes to a channel that has not received, and will not
 * receive, what it resolves; one that has heard of an incident hears of its changes even where they
 * are no longer as bad as what it is to hear of.
 */
final class Dispatch {
  private static final String NOT_ADDRESSED = "not for this channel, by its routes";

  private final Database database;
  private final Muting muting;

  Dispatch(Database database, Muting muting) {
    this.database = database;
    this.muting = muting;
  }

  void put(List<Transition> transitions, List<String> channels) {
    for (Transition transition : transitions) {
      boolean escalated = transition.kind() == Transition.Kind.ESCALATED;
      for (String channel : channels) {
        if (escalated && !muting.escalatesTo(channel)) {
          continue;
        }
        Fate fate =
            escalated
                ? new Fate("pending", Optional.empty())
                : fate(transition.incident(), channel);
        database.update(
            "INSERT INTO outbox (transition_id, channel, state, last_failure) VALUES (?, ?, ?, ?)",
            transition.id(),
            channel,
            fate.state,
            fate.why);
      }
    }
  }

  private record Fate(String state, Optional<String> why) {}

  private Fate fate(Incident incident, String channel) {
    boolean knows = has(channel, incident.id(), "'pending', 'delivered'");
    boolean waits = has(channel, incident.id(), "'muted'");
    if (!knows && !waits && !muting.takes(incident, channel)) {
      return new Fate("dropped", Optional.of(NOT_ADDRESSED));
    }
    Optional<String> why = muting.why(incident, channel);
    if (why.isPresent()) {
      return new Fate("muted", why);
    }
    return new Fate(incident.state().isOver() && !knows ? "dropped" : "pending", Optional.empty());
  }

  private boolean has(String channel, String incidentId, String states) {
    return database.number(
            """
            SELECT count(*) FROM outbox JOIN transition ON transition.id = transition_id
            WHERE incident_id = ? AND channel = ? AND state IN (%s)
            """
                .formatted(states),
            incidentId,
            channel)
        > 0;
  }

  private record Waiting(Incident incident, String channel) {}

  /**
   * Holds back what waits for a channel that is not to hear of it now. A reminder and an escalation
   * say that nobody acknowledged it, so that they do not wait for longer than that is so; but an
   * escalation that may have arrived is told, for its end is, too. What was due before counts as
   * tried, even where a missing secret or a killed run kept it from that: it is not lost.
   */
  void hold(String job) {
    database.update(DROP_ACKNOWLEDGED, job);
    database.update(DROP_NOT_ESCALATED, job);
    for (Waiting one : waiting(job, "pending")) {
      muting
          .why(one.incident, one.channel)
          .ifPresent(
              why ->
                  database.update(
                      """
                      UPDATE outbox SET state = 'muted', last_failure = ?, attempts = iif(
                        transition_id IN (
                          SELECT id FROM transition WHERE kind IN ('OPENED', 'WORSENED')),
                        max(attempts, 1), attempts)
                      WHERE state = 'pending' AND channel = ?
                        AND transition_id IN (SELECT id FROM transition WHERE incident_id = ?)
                      """,
                      why,
                      one.channel,
                      one.incident.id()));
    }
  }

  /** Releases what is no longer muted. */
  void release(String job) {
    waiting(job, "muted").stream()
        .filter(one -> !muting.mutes(one.incident, one.channel))
        .forEach(this::release);
  }

  private List<Waiting> waiting(String job, String state) {
    return database.query(
        """
        SELECT DISTINCT incident.*, channel FROM incident
        JOIN transition ON incident_id = incident.id
        JOIN outbox ON transition_id = transition.id
        WHERE job = ? AND outbox.state = ?
        ORDER BY incident.id, channel
        """,
        Dispatch::waiting,
        job,
        state);
  }

  private static Waiting waiting(Row row) throws SQLException {
    return new Waiting(Incidents.incident(row), row.text("channel"));
  }

  private void release(Waiting one) {
    Incident incident = one.incident;
    database.update(RELEASE_TRIED, incident.id(), one.channel);
    boolean knows = has(one.channel, incident.id(), "'pending', 'delivered'");
    boolean told = knows || muting.takes(incident, one.channel);
    database.update(
        incident.state().isOver() || !told ? RELEASE_OVER : RELEASE_OPEN,
        incident.id(),
        one.channel);
  }

  /** What was due before the muting began is never lost to it. */
  private static final String RELEASE_TRIED =
      """
      UPDATE outbox SET last_failure = NULL, state = 'pending'
      WHERE state = 'muted' AND attempts > 0 AND channel = ?2
        AND transition_id IN (SELECT id FROM transition WHERE incident_id = ?1)
      """;

  private static final String DROP_ACKNOWLEDGED =
      """
      UPDATE outbox SET state = 'dropped', last_failure = NULL
      WHERE state IN ('pending', 'muted') AND transition_id IN (
        SELECT transition.id FROM transition JOIN incident ON incident.id = incident_id
        WHERE job = ? AND acknowledged_by IS NOT NULL
          AND (kind = 'REMINDER' OR kind = 'ESCALATED' AND attempts = 0))
      """;

  /** What follows an escalation that was dropped goes to nobody who knows of no other. */
  private static final String DROP_NOT_ESCALATED =
      """
      UPDATE outbox AS waiting SET state = 'dropped', last_failure = NULL
      WHERE state IN ('pending', 'muted') AND attempts = 0 AND EXISTS (
        SELECT 1 FROM transition JOIN incident ON incident.id = transition.incident_id
          JOIN transition AS earlier ON earlier.incident_id = incident.id
          JOIN outbox AS dropped ON dropped.transition_id = earlier.id
        WHERE transition.id = waiting.transition_id AND job = ? AND acknowledged_by IS NOT NULL
          AND transition.kind IN ('EASED', 'RESOLVED', 'CLOSED')
          AND dropped.channel = waiting.channel AND earlier.kind = 'ESCALATED'
          AND dropped.state = 'dropped'
          AND NOT EXISTS (
            SELECT 1 FROM outbox AS known JOIN transition AS told ON told.id = known.transition_id
            WHERE told.incident_id = incident.id AND known.channel = waiting.channel
              AND (known.state = 'delivered' OR known.attempts > 0 OR known.state <> 'dropped'
                AND told.kind IN ('OPENED', 'WORSENED', 'ESCALATED'))))
      """;

  private static final String RELEASE_OPEN =
      """
      WITH muted AS (
        SELECT id, kind FROM transition JOIN outbox ON id = transition_id
        WHERE incident_id = ?1 AND channel = ?2 AND state = 'muted')
      UPDATE outbox SET last_failure = NULL, state = iif(
        transition_id IN (
          SELECT id FROM transition WHERE incident_id = ?1 AND kind IN ('OPENED', 'ESCALATED')
          UNION ALL
          SELECT max(id) FROM transition
          WHERE incident_id = ?1 AND kind IN ('WORSENED', 'EASED')
          UNION ALL
          SELECT max(id) FROM muted HAVING min(kind = 'REMINDER')),
        'pending', 'dropped')
      WHERE state = 'muted' AND channel = ?2
        AND transition_id IN (SELECT id FROM transition WHERE incident_id = ?1)
      """;

  private static final String RELEASE_OVER =
      """
      UPDATE outbox AS waiting SET last_failure = NULL, state = iif(
        transition_id IN (
          SELECT id FROM transition WHERE incident_id = ?1 AND kind IN ('RESOLVED', 'CLOSED'))
        AND EXISTS (
          SELECT 1 FROM outbox AS known JOIN transition ON transition.id = known.transition_id
          WHERE incident_id = ?1 AND known.channel = waiting.channel
            AND known.state IN ('pending', 'delivered')),
        'pending', 'dropped')
      WHERE state = 'muted' AND channel = ?2
        AND transition_id IN (SELECT id FROM transition WHERE incident_id = ?1)
      """;
}
