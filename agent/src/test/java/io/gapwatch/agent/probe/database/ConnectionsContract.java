package io.gapwatch.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.source.sql.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

interface ConnectionsContract extends Served {
  /** A server ends the session of a client that has left when it gets to it. */
  @BeforeEach
  default void awaitTheEndOfEarlierSessions() throws SQLException {
    Databases.execute(
        admin(),
        """
        DO $$ BEGIN
          WHILE EXISTS (
            SELECT FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND pid <> pg_backend_pid())
          LOOP PERFORM pg_sleep(0.01); PERFORM pg_stat_clear_snapshot(); END LOOP;
        END $$\
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {SUPERUSER, MONITOR})
  default void countsOthersAndNamesIdleOnes(String role) throws SQLException {
    CheckResult before = ask(role, new ConnectionsCheck(), "{}");
    awaitTheEndOfEarlierSessions();
    try (Connection one = client("gateway");
        Connection two = client("gateway");
        Connection busy = client("worker")) {
      busy.setAutoCommit(false);
      Databases.execute(busy, "SELECT 1");
      CheckResult result = ask(role, new ConnectionsCheck(), "{}");
      assertThat(result.status()).isEqualTo(Status.OK);
      assertThat(number(result, "connections") - number(before, "connections")).isEqualTo(3);
      assertThat(number(result, "idle") - number(before, "idle")).isEqualTo(2);
      assertThat(result.facts().get(1).text())
          .contains("2 postgres@postgres (gateway, 127.0.0.1), up to ")
          .doesNotContain("worker", "gapwatch");
      assertThat(number(result, "used"))
          .isEqualTo(100.0 * number(result, "connections") / number(result, "maxConnections"));
      assertThat(one.isClosed() || two.isClosed()).isFalse();
    }
  }

  private static double number(CheckResult result, String name) {
    return result.measured().get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  @Test
  default void limitIsAShareOfMaxConnections() throws SQLException {
    try (Connection one = client("gateway")) {
      assertThat(ask(MONITOR, new ConnectionsCheck(), "{warning: 0%, critical: 90%}").status())
          .isEqualTo(Status.WARNING);
      assertThat(one.isClosed()).isFalse();
    }
  }

  /** Without the right, the others do not show: that is no low number. */
  @Test
  default void hiddenConnectionsAreUnknown() {
    CheckResult result = ask(NOBODY, new ConnectionsCheck(), "{}");
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings().get(0).observed())
        .isEqualTo("role nobody may not see the sessions of others");
    assertThat(result.findings().get(0).remedy()).isEqualTo("GRANT pg_monitor TO nobody");
  }
}
