package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * 1,001 blocks of Ethereum mainnet from July 2025: none missing, and eight missed slots that a
 * plain rule of 15 s would take for gaps.
 */
class EthereumBlocksTest {
  private static final Path REAL =
      Path.of("..", "..", "shared", "data", "ethereum-blocks-2025-07.csv");

  private static final long FIRST = 23_032_295;
  private static final long LAST = 23_033_295;
  private static final long FIRST_TIME = 1_753_882_751;

  /** The blocks before which a slot was missed. */
  private static final long[] AFTER_MISSED_SLOT = {
    23_032_300, 23_032_330, 23_032_462, 23_032_662, 23_032_710, 23_032_728, 23_032_795, 23_033_136
  };

  private static final Instant NOW = Instant.ofEpochSecond(time(LAST) + 240);

  private static long time(long number) {
    long missed = LongStream.of(AFTER_MISSED_SLOT).filter(n -> n <= number).count();
    return FIRST_TIME + 12 * (number - FIRST + missed);
  }

  @Test
  void blocksOfTheSameShape() throws SQLException {
    String rows =
        LongStream.rangeClosed(FIRST, LAST)
            .mapToObj(n -> "(" + n + "," + time(n) + ")")
            .collect(Collectors.joining(","));
    try (Connection connection = Databases.duckDb()) {
      Databases.execute(
          connection,
          "CREATE TABLE blocks (number BIGINT, timestamp BIGINT)",
          "INSERT INTO blocks VALUES " + rows);
      check(connection);
    }
  }

  @Test
  void realBlocks() throws SQLException {
    Assumptions.assumeTrue(Files.exists(REAL), "the real blocks are not part of the repository");
    try (Connection connection = Databases.duckDb()) {
      Databases.execute(
          connection, "CREATE TABLE blocks AS SELECT * FROM read_csv('" + REAL + "')");
      check(connection);
    }
  }

  private static void check(Connection connection) throws SQLException {
    Asked asked = new Asked(() -> Databases.session(connection, Dialect.DUCKDB), NOW);
    CheckResult calm = asked.gaps("{table: blocks, chain: ethereum}");
    assertThat(calm.status()).isEqualTo(Status.OK);
    assertThat(calm.summary()).isEqualTo("1,001 blocks, none missing, 8 missed slots");
    assertThat(calm.measured())
        .containsEntry("missing", 0L)
        .containsEntry("missedSlots", 8L)
        .containsEntry("misaligned", 0L);

    CheckResult strict = asked.gaps("{table: blocks, chain: ethereum, strict: true}");
    assertThat(strict.status()).isEqualTo(Status.CRITICAL);
    assertThat(strict.findings())
        .extracting(Finding::subject)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.of(AFTER_MISSED_SLOT).mapToObj(n -> "blocks interval before " + n).toList());

    Databases.execute(
        connection,
        "DELETE FROM blocks WHERE number IN (23032299, 23032700)"
            + " OR number BETWEEN 23032790 AND 23032799");
    CheckResult holes = asked.gaps("{table: blocks, chain: ethereum}");
    assertThat(holes.status()).isEqualTo(Status.CRITICAL);
    assertThat(holes.findings())
        .extracting(Finding::subject)
        .containsExactly("blocks 23032790-23032799", "blocks 23032299", "blocks 23032700");
    assertThat(holes.measured()).containsEntry("missing", 12L).containsEntry("missedSlots", 8L);
  }
}
