package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** The blocks 1000 to 1099, twelve seconds apart, the last one four minutes ago. */
interface BlocksTable {
  long FIRST = 1_000;
  long LAST = 1_099;
  long BEGIN = RandomBlocks.GENESIS + 12 * 9_000_000L;
  Instant NOW = Instant.ofEpochSecond(BEGIN + 12 * 99 + 240);

  Connection connection();

  Dialect dialect();

  /** Types of column for a time. What follows a type says what a number of that column counts. */
  Stream<String> timeTypes();

  default Asked asked() {
    return asked(NOW);
  }

  default Asked asked(Instant now) {
    return new Asked(() -> Databases.session(connection(), dialect()), now);
  }

  @BeforeEach
  default void whole() throws SQLException {
    create(n -> true);
  }

  default void create(LongPredicate keep) throws SQLException {
    create("BIGINT", "BIGINT", keep);
  }

  default void create(String numberType, String timeType, LongPredicate keep) throws SQLException {
    String rows =
        LongStream.rangeClosed(FIRST, LAST)
            .filter(keep)
            .mapToObj(n -> "(" + n + "," + time(timeType, at(n)) + ")")
            .collect(Collectors.joining(","));
    execute(
        "DROP VIEW IF EXISTS seen",
        "DROP TABLE IF EXISTS blocks",
        "CREATE TABLE blocks (number %s, timestamp %s)"
            .formatted(numberType, timeType.replaceAll(" .*", "")),
        "INSERT INTO blocks VALUES " + rows);
  }

  /** Those below 1010 are one group, the others another one. */
  default void twoGroups() throws SQLException {
    execute(
        "ALTER TABLE blocks ADD COLUMN symbol VARCHAR(9)",
        "UPDATE blocks SET symbol = CASE WHEN number < 1010 THEN 'OLD' ELSE 'BTC' END");
  }

  default void execute(String... sql) throws SQLException {
    Databases.execute(connection(), sql);
  }

  /** Seconds since 1970 of a block. */
  static long at(long number) {
    return BEGIN + 12 * (number - FIRST);
  }

  private static String time(String type, long seconds) {
    return switch (type.replaceAll("_(S|MS|NS)$", "")) {
      case "BIGINT milliseconds" -> seconds + "000";
      case "BIGINT microseconds" -> seconds + "000000";
      case "TIMESTAMP" -> "TIMESTAMP '" + moment(seconds) + "'";
      case "TIMESTAMPTZ" -> "CAST('" + moment(seconds) + "+00' AS TIMESTAMPTZ)";
      default -> Long.toString(seconds);
    };
  }

  private static String moment(long seconds) {
    return Instant.ofEpochSecond(seconds).toString().replace('T', ' ').replace("Z", "");
  }

  static List<String> subjects(CheckResult result) {
    return result.findings().stream().map(Finding::subject).toList();
  }

  static void assertUnknown(CheckResult result, String... reasons) {
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.summary()).startsWith("could not be checked: ").contains(reasons);
  }
}
