package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Status;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is missing may be filled until the next row is older than grace, and no longer. */
interface PendingContract extends BlocksTable {
  /** Numbers are gathered by 32: 1056 to 1087 is one such set. Row 1099 is 240 s old. */
  @ParameterizedTest
  @CsvSource({
    "1070, 9m, CRITICAL",
    "1055, 9m, CRITICAL",
    "1055, 12m, CRITICAL",
    "1055, 13m, WARNING",
    "1087, 6m, CRITICAL",
    "1087, 7m, WARNING",
    "1098, 2m, CRITICAL",
    "1098, 5m, WARNING"
  })
  default void onlyTheNextRowSaysHowLongItIsPending(long number, String grace, Status status)
      throws SQLException {
    create(n -> n != number);
    execute("ALTER TABLE blocks ADD COLUMN symbol VARCHAR(9)", "UPDATE blocks SET symbol = 'BTC'");
    String settings = "{table: blocks, timestamp: timestamp, grace: %s%s}";
    assertThat(asked().gaps(settings.formatted(grace, "")).status()).isEqualTo(status);
    assertThat(asked().gaps(settings.formatted(grace, ", by: [symbol]")).status())
        .isEqualTo(status);
  }
}
