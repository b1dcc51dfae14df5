package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.gaps.RandomBlocks.Block;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Properties of random tables in a DuckDB in memory. */
abstract class OnDuckDb {
  private static Connection connection;

  @BeforeContainer
  static void open() throws SQLException {
    connection = Databases.duckDb();
  }

  @AfterContainer
  static void close() throws SQLException {
    connection.close();
  }

  static Connection connection() {
    return connection;
  }

  static SqlSession session() {
    return Databases.session(connection, Dialect.DUCKDB);
  }

  @Provide
  Arbitrary<List<Block>> tables() {
    return RandomBlocks.tables();
  }
}
