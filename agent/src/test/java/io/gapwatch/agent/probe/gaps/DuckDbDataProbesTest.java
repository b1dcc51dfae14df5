package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DuckDbDataProbesTest
    implements AnyTableContract,
        ReasonsContract,
        GapsContract,
        EndingContract,
        SweepContract,
        TimelessContract,
        PendingContract,
        DatesContract,
        RestoredContract {
  private static final Connection CONNECTION = connect();

  private static Connection connect() {
    try {
      return Databases.duckDb();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  void close() throws SQLException {
    CONNECTION.close();
  }

  @Override
  public Connection connection() {
    return CONNECTION;
  }

  @Override
  public Dialect dialect() {
    return Dialect.DUCKDB;
  }

  @Override
  public Stream<String> timeTypes() {
    return Stream.of(
        "TIMESTAMP",
        "TIMESTAMPTZ",
        "TIMESTAMP_S",
        "TIMESTAMP_MS",
        "TIMESTAMP_NS",
        "INTEGER",
        "BIGINT",
        "UBIGINT",
        "HUGEINT",
        "BIGINT milliseconds",
        "BIGINT microseconds");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UBIGINT", "UINTEGER", "HUGEINT"})
  void numbersOfDuckDbsOwnTypes(String type) throws SQLException {
    everyTypeOfNumberGivesTheSame(type);
  }

  @Test
  void numbersBeyond64BitsAreUnknown() throws SQLException {
    Databases.execute(
        CONNECTION,
        "DROP TABLE blocks",
        "CREATE TABLE blocks AS SELECT 18446744073709551615::UBIGINT AS number, %d AS timestamp"
            .formatted(NOW.getEpochSecond() - 600));
    assertThat(asked().gaps("{table: blocks, chain: ethereum}").summary())
        .contains(
            "column number of table blocks holds 18,446,744,073,709,551,615, which is beyond");
  }

  @Test
  void lastNumberOf64BitsIsNotCalledBeyond() throws SQLException {
    Databases.execute(
        CONNECTION,
        "DROP TABLE blocks",
        "CREATE TABLE blocks AS SELECT 9223372036854775807::UBIGINT AS number, %d AS timestamp"
            .formatted(NOW.getEpochSecond() - 600));
    assertThat(asked().gaps("{table: blocks, chain: ethereum}").summary())
        .contains("holds 9,223,372,036,854,775,807, which is at the end of 64 bits");
  }
}
