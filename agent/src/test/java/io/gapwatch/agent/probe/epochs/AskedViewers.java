package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.Judged;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Viewers of several days, asked in some database. */
interface AskedViewers {
  Instant NOW = Instant.parse("2025-11-15T12:10:00Z");
  Instant LAST = Instant.parse("2025-11-15T11:00:00Z");
  Instant NIGHT = Instant.parse("2025-11-15T02:00:00Z");
  String YAML = "{table: viewers, timestamp: epoch, by: token_group}";
  String BY_NIGHT = "{table: viewers, timestamp: epoch, by: token_group, future: off}";

  Connection connection();

  Dialect dialect();

  default CheckResult viewers(String yaml, Instant now, Past past) {
    return Judged.of(
        new ParticipantsCheck(),
        yaml,
        Contexts.of(Databases.session(connection(), dialect()), now, past));
  }

  default CheckResult viewers(String yaml, Past past) {
    return viewers(yaml, NOW, past);
  }

  default CheckResult viewers(String yaml) {
    return viewers(yaml, Past.NONE);
  }

  default void execute(String... statements) throws SQLException {
    Databases.execute(connection(), statements);
  }

  /** Twelve days by night and day: 10 viewers at night, 100 by day. */
  default void seasonal() throws SQLException {
    execute(
        "DROP TABLE IF EXISTS viewers",
        "CREATE TABLE viewers (epoch BIGINT, token_group TEXT, user_hash TEXT)",
        "INSERT INTO viewers SELECT e, 'CLS', 'u' || u FROM"
            + " generate_series(CAST(%d AS BIGINT), CAST(%d AS BIGINT), 3600) AS t(e), generate_series(1, 100) AS v(u)"
                .formatted(LAST.minus(Duration.ofDays(12)).getEpochSecond(), LAST.getEpochSecond())
            + " WHERE u <= 10 OR e % 86400 BETWEEN 28800 AND 72000");
  }

  default void keep(int viewers, Instant epoch) throws SQLException {
    execute(
        "DELETE FROM viewers WHERE CAST(substr(user_hash, 2) AS INTEGER) > %d AND epoch = %d"
            .formatted(viewers, epoch.getEpochSecond()));
  }
}
