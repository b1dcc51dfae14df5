package io.gapwatch.agent.documents;

import io.gapwatch.agent.source.sql.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** The tables that the examples name, with rows up to now. A new one needs a line here. */
final class ExampleTables {
  private static final Instant GENESIS = Instant.parse("2020-12-01T12:00:23Z");
  private static final int ROWS = 3000;

  private ExampleTables() {}

  /** Makes them; the SQL is the same for DuckDB and PostgreSQL. */
  static void create(Connection database, Instant now) throws SQLException {
    Instant first = lastSlot(now).minus(Duration.ofSeconds(12L * (ROWS - 1)));
    String rows =
        " SELECT i, TIMESTAMP '%s' + i * INTERVAL '12 seconds' FROM generate_series(0, %d) AS t(i)"
            .formatted(first.toString().replace('T', ' ').replace("Z", ""), ROWS - 1);
    Databases.execute(
        database,
        "CREATE TABLE blocks (number BIGINT, timestamp TIMESTAMP)",
        "INSERT INTO blocks" + rows,
        "CREATE TABLE payments (id BIGINT, created_at TIMESTAMP, settled_at TIMESTAMP)",
        "INSERT INTO payments (id, created_at)" + rows,
        // A row for each viewer of an hour, by the second that the hour began at.
        "CREATE TABLE participation (epoch BIGINT, user_hash TEXT)",
        "INSERT INTO participation SELECT %d + 3600 * (i %% 10), 'x' || i FROM generate_series(0, 1999) AS t(i)"
            .formatted(now.getEpochSecond() / 3600 * 3600 - 9 * 3600),
        "CREATE VIEW events AS SELECT id, created_at,"
            + " CAST(extract(epoch FROM created_at) * 1000 AS BIGINT) AS ms FROM payments",
        "CREATE VIEW metrics AS SELECT created_at AS ts, 1 AS value FROM payments",
        "CREATE VIEW prices AS SELECT id AS sequence, created_at, 'a' AS symbol FROM payments"
            + " UNION ALL SELECT id, created_at, 'b' FROM payments");
    createEpochs(database, now.getEpochSecond() / 3600 * 3600);
  }

  /** Two groups that seal each hour, two minutes after its end, for 15 days. */
  private static void createEpochs(Connection database, long hour) throws SQLException {
    Databases.execute(
        database,
        "CREATE TABLE sealed_epochs (epoch BIGINT, channel TEXT, token_group TEXT, sealed_at"
            + " BIGINT, published INTEGER)",
        "INSERT INTO sealed_epochs SELECT e, c, CASE c WHEN 'lacy' THEN 'MILO' ELSE 'CLS' END,"
            + " e + 3720, 0 FROM generate_series(CAST(%d AS BIGINT), CAST(%d AS BIGINT), 3600) AS t(e),"
                .formatted(hour - 15 * 86400, hour - 3600)
            + " (VALUES ('lacy'), ('train'), ('jynxzi')) AS v(c)",
        "CREATE TABLE sealed_participants AS SELECT epoch, channel, token_group, 'u' || i AS"
            + " user_hash FROM sealed_epochs, generate_series(1, 5) AS t(i)",
        "CREATE TABLE channel_participation AS SELECT * FROM sealed_participants");
  }

  private static Instant lastSlot(Instant now) {
    long slots = Duration.between(GENESIS, now).toSeconds() / 12;
    return GENESIS.plusSeconds(12 * slots);
  }
}
