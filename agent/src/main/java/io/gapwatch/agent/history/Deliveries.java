package io.gapwatch.agent.history;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was delivered to each channel and what was not, for display; a run itself sends from the
 * outbox.
 */
public final class Deliveries {
  private final Database database;

  Deliveries(Database database) {
    this.database = database;
  }

  /**
   * One transition on its way to one channel.
   *
   * @param state pending, muted, delivered, refused or dropped
   * @param settledAt when it was delivered, refused or dropped with a reason, UTC
   * @param lastFailure why the last attempt failed, or why it was dropped; without secrets
   */
  public record Delivery(
      String transitionId,
      String channel,
      String state,
      int attempts,
      Optional<Instant> settledAt,
      Optional<String> lastFailure) {}

  /**
   * What a channel has not received yet.
   *
   * @param since when the oldest of it happened, UTC
   * @param lastFailure why delivery failed; empty if it was not tried
   */
  public record Waiting(
      String channel, int messages, Instant since, Optional<String> lastFailure) {}

  /** A job's channel with undelivered messages. */
  public record Addressee(String job, String channel) {}

  /** All deliveries of one incident, in the order of events. */
  public List<Delivery> of(String incidentId) {
    return database.query(
        """
        SELECT outbox.* FROM outbox JOIN transition ON transition.id = transition_id
        WHERE incident_id = ? ORDER BY transition_id, channel
        """,
        Deliveries::delivery,
        incidentId);
  }

  /** What is not delivered yet, by channel, without muted transitions. */
  public List<Waiting> waiting() {
    return database.query(
        """
        SELECT channel, count(*) AS messages, min(at) AS since, max(last_failure) AS last_failure
        FROM outbox JOIN transition ON transition.id = transition_id
        WHERE state = 'pending' GROUP BY channel ORDER BY channel
        """,
        row ->
            new Waiting(
                row.text("channel"),
                row.integer("messages"),
                row.time("since"),
                row.optionalText("last_failure")));
  }

  /**
   * How many transitions of a channel have come to this.
   *
   * @param state pending, muted, delivered, refused or dropped
   */
  public record Count(String channel, String state, int transitions) {}

  /** What became of all transitions that the history keeps. */
  public List<Count> counts() {
    return database.query(
        """
        SELECT channel, state, count(*) AS transitions FROM outbox
        GROUP BY channel, state ORDER BY channel, state
        """,
        row -> new Count(row.text("channel"), row.text("state"), row.integer("transitions")));
  }

  /**
   * What is held back from a channel.
   *
   * @param incidents how many incidents it is about
   * @param why as it was said when it was last decided
   */
  public record Held(String job, String channel, int incidents, String why) {}

  /** All that is held back now, by job and channel. */
  public List<Held> held() {
    return database.query(
        """
        SELECT job, channel, count(DISTINCT incident_id) AS incidents,
          ifnull(last_failure, 'held back') AS why
        FROM outbox
        JOIN transition ON transition.id = transition_id
        JOIN incident ON incident.id = incident_id
        WHERE outbox.state = 'muted'
        GROUP BY job, channel, why
        ORDER BY job, channel, why
        """,
        row ->
            new Held(
                row.text("job"), row.text("channel"), row.integer("incidents"), row.text("why")));
  }

  /** Who is not told of an incident now, and why. */
  public record HeldBack(String channel, String why) {}

  /** What is held back now, by the id of its incident. */
  public Map<String, List<HeldBack>> heldByIncident() {
    Map<String, List<HeldBack>> held = new LinkedHashMap<>();
    database
        .query(
            """
            SELECT DISTINCT incident_id, channel, ifnull(last_failure, 'held back') AS why
            FROM outbox JOIN transition ON transition.id = transition_id
            WHERE outbox.state = 'muted' ORDER BY incident_id, channel, why
            """,
            row ->
                Map.entry(
                    row.text("incident_id"), new HeldBack(row.text("channel"), row.text("why"))))
        .forEach(
            one ->
                held.computeIfAbsent(one.getKey(), any -> new ArrayList<>()).add(one.getValue()));
    return held;
  }

  /**
   * An emergency that may still ring.
   *
   * @param since when it was delivered, UTC
   * @param incidents the ids of those it is about that are open and that nobody acknowledged
   */
  public record Ringing(String receipt, Instant since, List<String> incidents) {
    public Ringing {
      incidents = List.copyOf(incidents);
    }

    private Ringing with(Ringing more) {
      return new Ringing(
          receipt, since, Stream.concat(incidents.stream(), more.incidents.stream()).toList());
    }
  }

  /** Emergencies of a channel that were delivered since then, oldest first. */
  public List<Ringing> ringing(String job, String channel, Instant since) {
    Map<String, Ringing> found = new LinkedHashMap<>();
    database
        .query(
            """
            SELECT DISTINCT receipt, settled_at, incident.id AS id
            FROM outbox
            JOIN transition ON transition.id = transition_id
            JOIN incident ON incident.id = incident_id
            WHERE job = ? AND channel = ? AND settled_at >= ?
              AND receipt IS NOT NULL AND cancelled_at IS NULL
              AND incident.state = 'OPEN' AND acknowledged_by IS NULL
            ORDER BY transition_id
            """,
            row ->
                new Ringing(row.text("receipt"), row.time("settled_at"), List.of(row.text("id"))),
            job,
            channel,
            since)
        .forEach(one -> found.merge(one.receipt(), one, Ringing::with));
    return List.copyOf(found.values());
  }

  /** Every channel with undelivered transitions, muted or not. */
  public List<Addressee> addressees() {
    return database.query(
        """
        SELECT DISTINCT job, channel
        FROM outbox
        JOIN transition ON transition.id = transition_id
        JOIN incident ON incident.id = incident_id
        WHERE outbox.state IN ('pending', 'muted')
        ORDER BY job, channel
        """,
        row -> new Addressee(row.text("job"), row.text("channel")));
  }

  /**
   * Drops the undelivered transitions of a channel that no longer exists.
   *
   * @param reason why it will not be sent, without secrets
   * @return how many transitions were dropped
   */
  public int drop(Addressee addressee, String reason, Instant at) {
    return database.update(
        """
        UPDATE outbox SET state = 'dropped', last_failure = ?, settled_at = ?
        WHERE state IN ('pending', 'muted') AND channel = ? AND transition_id IN (
          SELECT transition.id FROM transition JOIN incident ON incident.id = incident_id
          WHERE job = ?)
        """,
        reason,
        at,
        addressee.channel(),
        addressee.job());
  }

  private static Delivery delivery(Row row) throws SQLException {
    return new Delivery(
        row.text("transition_id"),
        row.text("channel"),
        row.text("state"),
        row.integer("attempts"),
        row.optionalTime("settled_at"),
        row.optionalText("last_failure"));
  }
}
