package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.probe.table.NumberedTable;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PostgreSQL sorts, and takes the statement as DuckDB does. */
class StretchesIT {

  @Test
  void sortsRowsOfPostgresThatLieOutOfOrder() throws IOException, SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        Connection connection = postgres.getPostgresDatabase().getConnection()) {
      Databases.execute(
          connection,
          "CREATE TABLE blocks (number BIGINT, timestamp BIGINT)",
          "INSERT INTO blocks SELECT n, n * 12 FROM generate_series(5000, 8999) n",
          "INSERT INTO blocks SELECT n, n * 12 FROM generate_series(0, 2999) n",
          "INSERT INTO blocks VALUES (2999, 35988)");

      assertThat(read(connection))
          .containsExactly(
              new Stretch(0, 0, 2_999, 35_988),
              new Stretch(2_999, 35_988, 2_999, 35_988),
              new Stretch(5_000, 60_000, 8_999, 107_988));
    }
  }

  private static List<Stretch> read(Connection connection) {
    SqlSession session = Databases.session(connection, Dialect.POSTGRES);
    NumberedTable table =
        NumberedTable.find(session, RandomBlocks.settings().table(), Duration.ofSeconds(5));
    List<Stretch> stretches = new ArrayList<>();
    new Stretches(session, table, List.of("TRUE"), 12, 0, Duration.ofSeconds(10))
        .each(stretches::add);
    return stretches;
  }
}
