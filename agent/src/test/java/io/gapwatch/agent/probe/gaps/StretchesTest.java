package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.probe.table.NumberedTable;
import io.gapwatch.agent.source.Compute;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StretchesTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private Connection connection;
  private long statements;

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

  /** A table of more stretches than are asked for at first is asked again, if it is in order. */
  @Test
  void asksForMoreStretchesOfALongTable() throws SQLException {
    Databases.execute(
        connection,
        "CREATE TABLE blocks AS SELECT range * 2 AS number, range * 24 AS timestamp FROM"
            + " range(600000)");

    assertThat(read("TRUE")).hasSize(600_000);
    assertThat(statements).isEqualTo(2);
    assertThat(read("TRUE", "timestamp < 7200000", "timestamp >= 7200000")).hasSize(600_000);
    assertThat(statements).isEqualTo(2);
  }

  /** One in no order is sorted by the database. */
  @Test
  void sortsALongTableInNoOrder() throws SQLException {
    Databases.execute(
        connection,
        "CREATE TABLE blocks AS SELECT range * 2 AS number, range * 24 AS timestamp FROM"
            + " range(600000) ORDER BY hash(range)");

    assertThat(read("TRUE", "timestamp < 7200000", "timestamp >= 7200000"))
        .hasSize(600_000)
        .isSortedAccordingTo(Comparator.comparingLong(Stretch::first));
    assertThat(statements).isEqualTo(2);
  }

  /** It stands for no row where rows are compared as they lie. */
  @Test
  void readsTheLeastNumberOfAllOrSaysWhyNot() throws SQLException {
    Databases.execute(
        connection,
        table("blocks", 0, 10),
        "INSERT INTO blocks VALUES (-9223372036854775808, -1000)");

    assertThatThrownBy(() -> read(Databases.session(connection, Dialect.DUCKDB)))
        .hasMessageContaining("Overflow in subtraction of INT64 (-9223372036854775808 - 1)");
    assertThat(read(Databases.metered(connection)))
        .containsExactly(
            new Stretch(Long.MIN_VALUE, -1000, Long.MIN_VALUE, -1000), new Stretch(0, 0, 9, 108));
  }

  /** Where the last stretch of a part ends is asked of its newest rows, if no others are as new. */
  @Test
  void findsTheEndWhereOlderRowsWereFilledInLast() throws SQLException {
    Databases.execute(
        connection,
        table("blocks", 0, 2_000),
        "INSERT INTO blocks SELECT range, range * 12 FROM range(2500, 9000)",
        "INSERT INTO blocks SELECT range, range * 12 FROM range(2000, 2400)");
    Stretch filledIn = new Stretch(2_000, 24_000, 2_399, 28_788);
    Stretch newest = new Stretch(2_500, 30_000, 8_999, 107_988);

    assertThat(read()).containsExactly(new Stretch(0, 0, 1_999, 23_988), filledIn, newest);
    assertThat(read("TRUE", "timestamp >= 12000 AND timestamp < 30000", "timestamp < 12000"))
        .containsExactly(new Stretch(0, 0, 999, 11_988), new Stretch(1_000, 12_000, 2_399, 28_788));
    assertThat(read("TRUE", "timestamp >= 24000", "timestamp < 24000"))
        .containsExactly(new Stretch(0, 0, 1_999, 23_988), filledIn, newest);
  }

  private static String table(String name, int from, int until) {
    return "CREATE TABLE %s AS SELECT range AS number, range * 12 AS timestamp FROM range(%d, %d)"
        .formatted(name, from, until);
  }

  private List<Stretch> read(String... conditions) {
    statements = 0;
    List<Stretch> charged = read(Databases.metered(connection), conditions);
    List<Stretch> free = read(Databases.session(connection, Dialect.DUCKDB), conditions);
    // One compares rows with the next one, the other with the one before.
    assertThat(free).isEqualTo(charged);
    return charged;
  }

  private List<Stretch> read(SqlSession session, String... conditions) {
    NumberedTable table =
        NumberedTable.find(session, RandomBlocks.settings().table(), Duration.ofSeconds(5));
    List<Stretch> stretches = new ArrayList<>();
    long before = statements(session);
    new Stretches(
            session,
            table,
            conditions.length == 0 ? List.of("TRUE") : List.of(conditions),
            12,
            0,
            TIMEOUT)
        .each(stretches::add);
    statements = Math.max(statements, statements(session) - before);
    return stretches;
  }

  /** Counted only where they are charged. */
  private static long statements(SqlSession session) {
    return session.compute().map(Compute::statements).orElse(0);
  }
}
