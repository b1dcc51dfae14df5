package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.source.sql.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/**
 * The operators' tables as they were: seconds since 1970 in BIGINT, published as INTEGER, a row for
 * each channel and group of an hour.
 */
record Ledger(Connection connection) {
  /** Two minutes after the hour that sealed 11:00; that of 12:00 has begun. */
  static final Instant NOW = Instant.parse("2025-11-15T12:10:00Z");

  private static final String[] MILO = {"lacy", "adapt"};
  private static final String[] CLS = {"jynxzi", "train", "sykkuno"};

  static long hour(String time) {
    return Instant.parse("2025-11-15T" + time + ":00Z").getEpochSecond();
  }

  void execute(String... statements) throws SQLException {
    Databases.execute(connection, statements);
  }

  /** Both groups sealed all hours of two days up to this one, two minutes after each. */
  static Ledger sealedUntil(Connection connection, String newest) throws SQLException {
    Ledger ledger = new Ledger(connection);
    ledger.execute(
        "DROP TABLE IF EXISTS sealed_epochs",
        "DROP TABLE IF EXISTS sealed_participants",
        "DROP TABLE IF EXISTS channel_participation",
        "CREATE TABLE sealed_epochs (epoch BIGINT, channel TEXT, token_group TEXT, sealed_at"
            + " BIGINT, published INTEGER)",
        "CREATE TABLE sealed_participants (epoch BIGINT, channel TEXT, user_hash TEXT)",
        "CREATE TABLE channel_participation (epoch BIGINT, channel TEXT, user_hash TEXT,"
            + " token_group TEXT)");
    ledger.seal("MILO", "2025-11-13T12:00:00Z", newest, MILO);
    ledger.seal("CLS", "2025-11-13T12:00:00Z", newest, CLS);
    return ledger;
  }

  /** Seals the hours from one up to another of the day. */
  void seal(String group, String from, String until, String... channels) throws SQLException {
    for (String channel : channels) {
      execute(
          ("INSERT INTO sealed_epochs SELECT e, '%s', '%s', e + 3720, NULL"
                  + " FROM generate_series(CAST(%d AS BIGINT), CAST(%d AS BIGINT), 3600) AS t(e)")
              .formatted(channel, group, Instant.parse(from).getEpochSecond(), hour(until)));
    }
  }

  /** Those who took part: ten in each seal, in both tables. */
  Ledger withParticipants() throws SQLException {
    execute(
        "INSERT INTO sealed_participants SELECT epoch, channel, 'user' || i FROM sealed_epochs,"
            + " generate_series(1, 10) AS t(i)",
        "INSERT INTO channel_participation SELECT epoch, channel, 'user' || i, token_group"
            + " FROM sealed_epochs, generate_series(1, 10) AS t(i)");
    return this;
  }
}
