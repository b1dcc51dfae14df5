package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.probe.table.NumberedTable;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StretchesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = Databases.duckDb();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void makesOneStretchOfRowsThatFollow() throws SQLException {
    Databases.execute(connection, table("blocks", 0, 5_000));

    assertThat(read()).containsExactly(new Stretch(0, 0, 4_999, 59_988));
  }

  @Test
  void ofNoRowsMakesNone() throws SQLException {
    Databases.execute(connection, table("blocks", 0, 0));

    assertThat(read()).isEmpty();
  }

  @Test
  void sortsStretchesThatLieOutOfOrder() throws SQLException {
    Databases.execute(
        connection,
        table("blocks", 5_000, 9_000),
        "INSERT INTO blocks SELECT range, range * 12 FROM range(3000)");

    assertThat(read())
        .containsExactly(
            new Stretch(0, 0, 2_999, 35_988), new Stretch(5_000, 60_000, 8_999, 107_988));
  }

  /** Over UNION ALL, DuckDB 1.5 begins its windows anew, and hands some rows over twice. */
  @Test
  void readsViewsOfSeveralTables() throws SQLException {
    for (int threads : List.of(1, 4)) {
      Databases.execute(
          connection,
          "SET threads = " + threads,
          "DROP VIEW IF EXISTS blocks",
          "DROP TABLE IF EXISTS older",
          "DROP TABLE IF EXISTS newer",
          table("older", 0, 5_000),
          table("newer", 5_001, 9_000),
          "CREATE VIEW blocks AS SELECT * FROM older UNION ALL SELECT * FROM newer");

      assertThat(read())
          .as("with %d threads", threads)
          .containsExactly(
              new Stretch(0, 0, 4_999, 59_988), new Stretch(5_001, 60_012, 8_999, 107_988));
    }
  }

  private static String table(String name, int from, int until) {
    return "CREATE TABLE %s AS SELECT range AS number, range * 12 AS timestamp FROM range(%d, %d)"
        .formatted(name, from, until);
  }

  private List<Stretch> read() {
    SqlSession session = Databases.session(connection, Dialect.DUCKDB);
    NumberedTable table =
        NumberedTable.find(session, RandomBlocks.settings().table(), Duration.ofSeconds(5));
    List<Stretch> stretches = new ArrayList<>();
    new Stretches(session, table, "TRUE", 12, 0, PATIENCE).each(stretches::add);
    return stretches;
  }
}
