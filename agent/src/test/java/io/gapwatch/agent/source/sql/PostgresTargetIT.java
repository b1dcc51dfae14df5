package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gapwatch.agent.ClosedPort;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which of several servers answers, for a role whose sessions are all read-only. */
@Timeout(180)
class PostgresTargetIT {
  @Test
  void theRightServerAnswersARoleThatIsReadOnly() throws IOException, SQLException {
    try (DebianPostgres primary = DebianPostgres.start();
        Connection admin = primary.admin()) {
      Databases.execute(
          admin,
          "CREATE ROLE monitor LOGIN",
          "ALTER ROLE monitor SET default_transaction_read_only = on");
      String alone = "127.0.0.1:" + primary.port();
      assertThat(isStandby(alone, "target_session_attrs=primary")).isFalse();
      assertThat(isStandby(alone, "target_session_attrs=prefer-standby")).isFalse();
      for (String standby : List.of("target_session_attrs=standby", "targetServerType=secondary")) {
        SourceUnavailableException e =
            catchThrowableOfType(SourceUnavailableException.class, () -> isStandby(alone, standby));
        assertThat(e).hasMessageEndingWith("no host of the url is a standby");
        assertThat(e.remedy()).contains("pg_is_in_recovery()");
      }
      try (ClosedPort closed = new ClosedPort();
          DebianPostgres replica = primary.replica()) {
        String dead = "127.0.0.1:" + closed.number();
        String all = dead + "," + alone + ",127.0.0.1:" + replica.port();
        assertThat(isStandby(all, "target_session_attrs=standby")).isTrue();
        assertThat(isStandby(all, "target_session_attrs=prefer-standby")).isTrue();
        assertThatThrownBy(() -> isStandby(dead + "," + alone, "target_session_attrs=standby"))
            .hasMessageContaining("no host of the url that answers is a standby; of another one: ")
            .hasMessageContaining(dead);
        assertThatThrownBy(() -> isStandby(dead, "target_session_attrs=standby"))
            .hasMessageEndingWith("connection refused");
        String other = dead + ",127.0.0.1:" + replica.port() + "," + alone;
        assertThat(isStandby(other, "target_session_attrs=primary&loadBalanceHosts=true"))
            .isFalse();
        assertThat(isStandby(other, "targetServerType=preferPrimary")).isFalse();
      }
      try (ServerSocket mute = new ServerSocket(0)) {
        String hanging = "127.0.0.1:" + mute.getLocalPort() + "," + alone;
        assertThat(
                isStandby(
                    hanging,
                    "sslmode=disable&target_session_attrs=prefer-standby",
                    Duration.ofSeconds(8)))
            .as("a host that hangs leaves time for one that will do")
            .isFalse();
      }
    }
  }

  private static boolean isStandby(String hosts, String query) {
    return isStandby(hosts, query, Duration.ofSeconds(30));
  }

  private static boolean isStandby(String hosts, String query, Duration timeout) {
    String url = "postgres://monitor@%s/postgres?%s".formatted(hosts, query);
    try (SqlSession session = PostgresServer.source("ledger", url).open(timeout)) {
      List<Boolean> answers = new ArrayList<>();
      session.query(
          "SELECT pg_is_in_recovery()", Duration.ofSeconds(9), row -> answers.add(row.truth(1)));
      return answers.get(0);
    }
  }
}
