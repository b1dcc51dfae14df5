package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilentFailureTest {
  private final SQLException silent = new SQLException("Invalid result set");

  @Test
  void reasonIsAskedFor() throws SQLException {
    String sql = "SELECT CAST('n' || i AS INTEGER) FROM range(9) t(i)";
    assertThat(told(sql, Duration.ofSeconds(30))).contains("Could not convert");
  }

  /** That the second time is cut off is no reason of the first. */
  @Test
  void secondTimeThatTakesTooLongTellsNothing() throws SQLException {
    String sql = "SELECT count(*) FROM range(10000000) a(i), range(10000000) b(j) WHERE i + j < 0";
    assertThat(told(sql, Duration.ofMillis(300))).isEqualTo("Invalid result set");
    assertThat(told(sql, Duration.ZERO)).isEqualTo("Invalid result set");
    assertThat(told(sql, Duration.ofSeconds(-1))).isEqualTo("Invalid result set");
  }

  private String told(String sql, Duration left) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      return String.valueOf(SilentFailure.told(silent, connection, sql, left).getMessage());
    }
  }
}
