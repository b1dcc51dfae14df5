package io.gapwatch.agent.history;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What became of telling each channel, for people to look at; the run itself uses the outbox. */
public final class Deliveries {
  private final Database database;

  Deliveries(Database database) {
    this.database = database;
  }

  /**
   * One transition on its way to one channel.
   *
   * @param state pending, muted, delivered, refused or dropped
   * @param settledAt when it was delivered or refused, UTC
   * @param lastFailure why the last attempt failed, without secrets
   */
  public record Delivery(
      String transitionId,
      String channel,
      String state,
      int attempts,
      Optional<Instant> settledAt,
      Optional<String> lastFailure) {}

  /**
   * What a channel has still to be told.
   *
   * @param since when the oldest of it happened, UTC
   * @param lastFailure why it could not be told yet; empty when nobody tried
   */
  public record Waiting(
      String channel, int messages, Instant since, Optional<String> lastFailure) {}

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

  /** What is not delivered yet, by channel; what is muted is not waiting. */
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
