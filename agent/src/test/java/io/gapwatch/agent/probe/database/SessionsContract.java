package io.gapwatch.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.source.sql.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What sessions of others do: idle in transactions, long statements, waits for locks. */
interface SessionsContract extends Served {
  private Connection begun(String application, String statement) throws SQLException {
    Connection client = client(application);
    client.setAutoCommit(false);
    Databases.execute(client, statement);
    return client;
  }

  static Stream<CheckType> types() {
    return Stream.of(new IdleInTransactionCheck(), new LongQueriesCheck(), new LocksCheck());
  }

  @ParameterizedTest
  @MethodSource("types")
  default void hiddenSessionsAreNotNone(CheckType type) {
    CheckResult result = ask(NOBODY, type, "{}");
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings().get(0).remedy()).isEqualTo("GRANT pg_monitor TO nobody");
  }

  @ParameterizedTest
  @MethodSource("types")
  default void quietServerIsOk(CheckType type) {
    assertThat(ask(MONITOR, type, "{}").status()).isEqualTo(Status.OK);
  }

  @Test
  default void idleInTransactionIsNamed() throws SQLException {
    try (Connection idle = begun("aggregator", "SELECT 1")) {
      CheckResult result = ask(MONITOR, new IdleInTransactionCheck(), "{warning: 0s}");
      assertThat(result.status()).isEqualTo(Status.WARNING);
      assertThat(result.summary())
          .matches(
              "1 session idle in transaction, the longest for \\S+: postgres@postgres"
                  + " \\(aggregator, 127\\.0\\.0\\.1\\), pid \\d+, in a transaction of .*");
      assertThat(
              ask(MONITOR, new IdleInTransactionCheck(), "{warning: 0s, except: [aggregator]}")
                  .status())
          .isEqualTo(Status.OK);
      idle.rollback();
    }
  }

  /** A transaction of an hour that works is idle since a moment ago: the two are two metrics. */
  @Test
  default void busyTransactionIsNotIdleSinceItBegan() throws SQLException {
    try (Connection busy = begun("batch", "SELECT pg_sleep(0.3)")) {
      Databases.execute(busy, "SELECT 2");
      CheckResult result = ask(MONITOR, new IdleInTransactionCheck(), "{}");
      assertThat(number(result, "transaction")).isGreaterThanOrEqualTo(0.3);
      assertThat(number(result, "idle")).isLessThanOrEqualTo(number(result, "transaction") - 0.25);
      busy.rollback();
    }
  }

  private static double number(CheckResult result, String name) {
    return result.measured().get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** A statement that the holder of a lock keeps waiting, in a thread of its own. */
  private Thread start(Connection client, String statement) {
    Thread thread =
        new Thread(
            () -> {
              try {
                Databases.execute(client, statement);
              } catch (SQLException cancelled) {
                return;
              }
            });
    thread.start();
    return thread;
  }

  private void awaitWaits(int sessions) throws SQLException {
    execute(
        """
        DO $$ BEGIN
          WHILE (SELECT count(*) FROM pg_locks WHERE NOT granted) < %d
          LOOP PERFORM pg_sleep(0.02); END LOOP;
        END $$\
        """
            .formatted(sessions));
  }

  @Test
  default void whoBlocksWhom() throws SQLException, InterruptedException {
    execute("CREATE TABLE epochs (id int PRIMARY KEY)", "INSERT INTO epochs VALUES (1)");
    try (Connection holder = begun("migration", "LOCK TABLE epochs IN ACCESS EXCLUSIVE MODE");
        Connection one = client("gateway");
        Connection two = client("worker")) {
      Thread first = start(one, "SELECT * FROM epochs WHERE 'a secret' <> ''");
      awaitWaits(1);
      Thread second = start(two, "DELETE FROM epochs");
      awaitWaits(2);
      CheckResult locks = ask(MONITOR, new LocksCheck(), "{warning: 0s}");
      assertThat(locks.status()).isEqualTo(Status.WARNING);
      assertThat(locks.measured()).containsEntry("blocked", 2);
      assertThat(locks.summary())
          .matches(
              "2 sessions wait for a lock, the longest for \\S+; held by pid \\d+,"
                  + " postgres@postgres \\(migration, 127\\.0\\.0\\.1\\), idle in transaction");
      assertThat(locks.findings().get(0).evidence().get("holders")).isInstanceOf(List.class);
      CheckResult queries = ask(MONITOR, new LongQueriesCheck(), "{warning: 0s}");
      assertThat(queries.status()).isEqualTo(Status.WARNING);
      assertThat(queries.summary())
          .contains("2 statements", "SELECT of postgres@postgres (gateway");
      assertThat(queries.toString()).doesNotContain("a secret");
      assertThat(
              ask(MONITOR, new LongQueriesCheck(), "{warning: 0s, except: [gateway, worker]}")
                  .status())
          .isEqualTo(Status.OK);
      holder.rollback();
      first.join();
      second.join();
    }
  }
}
