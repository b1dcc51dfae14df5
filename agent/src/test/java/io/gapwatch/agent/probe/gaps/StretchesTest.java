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
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

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

  /** Each part has a chain of its own; together they are the table. */
  @Test
  void readsPartsSideBySide() throws SQLException {
    Databases.execute(
        connection,
        "SET threads = 4",
        table("blocks", 4_000, 9_000),
        "INSERT INTO blocks SELECT range, range * 12 FROM range(1000, 3000)");

    assertThat(
            read(
                "TRUE",
                "timestamp < 30000",
                "timestamp >= 30000 AND timestamp < 60000",
                "timestamp >= 60000"))
        .containsExactly(
            new Stretch(1_000, 12_000, 2_499, 29_988),
            new Stretch(2_500, 30_000, 2_999, 35_988),
            new Stretch(4_000, 48_000, 4_999, 59_988),
            new Stretch(5_000, 60_000, 8_999, 107_988));
  }

  /** Each part may have its share of the stretches that fit into memory, and not one more. */
  @Test
  void sortsPartsOfTooManyStretches() throws SQLException {
    Databases.execute(
        connection,
        "CREATE TABLE blocks AS SELECT range * 2 AS number, range * 24 AS timestamp FROM"
            + " range(260000)");

    assertThat(read("TRUE", "timestamp < 6239000", "timestamp >= 6239000")).hasSize(260_000);
  }

  /** It stands for no row where rows are compared as they lie. */
  @Test
  void readsTheLeastNumberOfAll() throws SQLException {
    Databases.execute(
        connection,
        table("blocks", 0, 10),
        "INSERT INTO blocks VALUES (-9223372036854775808, -1000)");

    assertThat(read())
        .containsExactly(
            new Stretch(Long.MIN_VALUE, -1000, Long.MIN_VALUE, -1000), new Stretch(0, 0, 9, 108));
  }

  private static String table(String name, int from, int until) {
    return "CREATE TABLE %s AS SELECT range AS number, range * 12 AS timestamp FROM range(%d, %d)"
        .formatted(name, from, until);
  }

  private List<Stretch> read(String... conditions) {
    SqlSession session = Databases.session(connection, Dialect.DUCKDB);
    NumberedTable table =
        NumberedTable.find(session, RandomBlocks.settings().table(), Duration.ofSeconds(5));
    List<Stretch> stretches = new ArrayList<>();
    new Stretches(
            session,
            table,
            conditions.length == 0 ? List.of("TRUE") : List.of(conditions),
            12,
            0,
            TIMEOUT)
        .each(stretches::add);
    return stretches;
  }
}
