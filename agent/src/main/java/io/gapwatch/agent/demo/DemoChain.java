package io.gapwatch.agent.demo;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.DuckDbType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/**
 * A DuckDB file of Ethereum-like blocks: one slot every 12 s from mainnet's genesis on, about three
 * slots in a thousand missed, so that numbers are consecutive but times sometimes are not. Which
 * slots are missed depends only on the slot.
 */
public final class DemoChain {
  private static final long GENESIS = 1_606_824_023;
  private static final int SLOT = 12;
  private static final String SLOTS_WITH_BLOCK =
      """
      SELECT slot FROM range(%d, %d) AS slots(slot)
      -- A multiplicative hash of the slot: 3 of 1,000 are missed, never two by design.
      WHERE ((slot * 2654435761) %% 4294967296) %% 1000 >= 3
      """;

  private final Path file;
  private final long firstSlot;

  public DemoChain(Path file, Instant oldest) {
    this.file = file;
    this.firstSlot = slot(oldest);
  }

  /** Writes all blocks up to this time. Returns how many there are. */
  public long writeUntil(Instant newest) {
    long end = slot(newest) + 1;
    update(
        """
        CREATE OR REPLACE TABLE blocks AS
        SELECT 20000000 + row_number() OVER (ORDER BY slot) - 1 AS number,
               make_timestamp((%d + %d * slot) * 1000000) AS timestamp
        FROM (%s) ORDER BY slot
        """
            .formatted(GENESIS, SLOT, SLOTS_WITH_BLOCK.formatted(firstSlot, end)));
    return count();
  }

  /** Deletes some blocks, counting back from the first block at or after this time. */
  public void lose(Instant around, int blocks) {
    update(
        """
        DELETE FROM blocks WHERE number > (SELECT max(number) FROM blocks WHERE timestamp < %1$s) - %2$d
          AND timestamp < %1$s
        """
            .formatted(Dialect.timestamp(around), blocks));
  }

  private void update(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private long count() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM blocks")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private Connection connect() throws SQLException {
    return DuckDbType.writer(file);
  }

  private GapwatchException failed(SQLException e) {
    return new GapwatchException(
        "could not write the demo's blocks to " + file + ": " + e.getMessage(), e);
  }

  private static long slot(Instant time) {
    return Math.floorDiv(Duration.between(Instant.ofEpochSecond(GENESIS), time).toSeconds(), SLOT);
  }
}
