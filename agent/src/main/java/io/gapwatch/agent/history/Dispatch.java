package io.gapwatch.agent.history;

import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Muting;
import io.gapwatch.agent.incident.Transition;
import java.util.List;

/**
 * Puts transitions into the outbox, within the transaction that stores them. A muted one waits. If
 * the incident is still open when the muting ends, its opening and its last change of severity are
 * sent; if it was resolved in the meantime, only channels that know it are notified. A resolution
 * never goes to a channel that has not received, and will not receive, what it resolves.
 */
final class Dispatch {
  private final Database database;
  private final Muting muting;

  Dispatch(Database database, Muting muting) {
    this.database = database;
    this.muting = muting;
  }

  void put(List<Transition> transitions, List<String> channels) {
    for (Transition transition : transitions) {
      for (String channel : channels) {
        database.update(
            "INSERT INTO outbox (transition_id, channel, state) VALUES (?, ?, ?)",
            transition.id(),
            channel,
            stateOf(transition, channel));
      }
    }
  }

  private String stateOf(Transition transition, String channel) {
    if (muting.mutes(transition.incident())) {
      return "muted";
    }
    return transition.incident().state().isOver() && !receives(channel, transition.incident().id())
        ? "dropped"
        : "pending";
  }

  private boolean receives(String channel, String incidentId) {
    return database.number(
            """
            SELECT count(*) FROM outbox JOIN transition ON transition.id = transition_id
            WHERE incident_id = ? AND channel = ? AND state IN ('pending', 'delivered')
            """,
            incidentId,
            channel)
        > 0;
  }

  /** Releases what is no longer muted. */
  void release(String job) {
    database
        .query(
            """
            SELECT * FROM incident WHERE job = ? AND id IN (
              SELECT incident_id FROM transition JOIN outbox ON transition_id = transition.id
              WHERE outbox.state = 'muted')
            """,
            Incidents::incident,
            job)
        .stream()
        .filter(incident -> !muting.mutes(incident))
        .forEach(this::release);
  }

  private void release(Incident incident) {
    database.update(incident.state().isOver() ? RELEASE_OVER : RELEASE_OPEN, incident.id());
  }

  private static final String RELEASE_OPEN =
      """
      UPDATE outbox SET state = iif(
        transition_id IN (
          SELECT id FROM transition WHERE incident_id = ?1 AND kind = 'OPENED'
          UNION ALL
          SELECT max(id) FROM transition
          WHERE incident_id = ?1 AND kind IN ('WORSENED', 'EASED')),
        'pending', 'dropped')
      WHERE state = 'muted'
        AND transition_id IN (SELECT id FROM transition WHERE incident_id = ?1)
      """;

  private static final String RELEASE_OVER =
      """
      UPDATE outbox AS waiting SET state = iif(
        transition_id IN (
          SELECT id FROM transition WHERE incident_id = ?1 AND kind IN ('RESOLVED', 'CLOSED'))
        AND EXISTS (
          SELECT 1 FROM outbox AS known JOIN transition ON transition.id = known.transition_id
          WHERE incident_id = ?1 AND known.channel = waiting.channel
            AND known.state IN ('pending', 'delivered')),
        'pending', 'dropped')
      WHERE state = 'muted'
        AND transition_id IN (SELECT id FROM transition WHERE incident_id = ?1)
      """;
}
