package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.gaps.RandomBlocks.Block;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** DuckDB, which streams, and PostgreSQL, which sorts, give the same reading of every table. */
class TwoDatabasesPropertyIT {
  private static PostgresServer server;
  private static Connection postgres;
  private static Connection duckDb;

  @BeforeContainer
  static void open() throws SQLException, IOException {
    server = PostgresServer.start();
    postgres = server.admin();
    duckDb = Databases.duckDb();
  }

  @AfterContainer
  static void close() throws SQLException, IOException {
    postgres.close();
    duckDb.close();
    server.close();
  }

  @Provide
  Arbitrary<List<Block>> tables() {
    return RandomBlocks.tables();
  }

  @Property(tries = 60, seed = "1")
  void sameReading(
      @ForAll("tables") List<Block> blocks, @ForAll @IntRange(max = 3600) int secondsAfterTheFirst)
      throws SQLException {
    RandomBlocks.create(postgres, blocks, "BIGINT");
    // Without it PostgreSQL is not asked for new rows with an old time.
    Databases.execute(postgres, "CREATE INDEX ON blocks (number)");
    RandomBlocks.create(duckDb, blocks, "BIGINT");
    // The window ends among the rows, so that its edges are compared as well.
    Instant now =
        Instant.ofEpochSecond(blocks.get(0).time() + secondsAfterTheFirst)
            .plus(Duration.ofMinutes(3));
    assertThat(ask(postgres, Dialect.POSTGRES, now)).isEqualTo(ask(duckDb, Dialect.DUCKDB, now));
  }

  private static Reading ask(Connection connection, Dialect dialect, Instant now) {
    return new GapsProbe(RandomBlocks.settings())
        .ask(Contexts.of(Databases.session(connection, dialect), now, Past.NONE));
  }
}
