package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that are as far apart as a good part of the window see what was lost in between. */
class SeldomRunsTest {
  private static final String ROWS =
      "SELECT i AS id, s AS symbol, TIMESTAMP '2026-11-21 00:00:00' + to_minutes(i::INTEGER) AS ts"
          + " FROM range(-15000, %d) t(i), (VALUES ('BTC'), ('ETH')) v(s)";

  private final OwnTables tables;

  SeldomRunsTest(@TempDir Path folder) {
    this.tables = new OwnTables(folder);
  }

  private void rowsUntilHour(int hour) throws Exception {
    tables.execute("CREATE OR REPLACE TABLE a AS " + ROWS.formatted(60 * hour));
  }

  private String run(int hour) {
    return tables.run("2026-11-2%dT%02d:01:00Z".formatted(1 + hour / 24, hour % 24)).out();
  }

  /** All but the newest half hour is gone after so many runs that saw it whole. */
  @ParameterizedTest
  @CsvSource({
    "7d, 24, 1, ''",
    "3d, 24, 1, ''",
    "3d, 24, 2, ''",
    "2d, 24, 1, ''",
    "12h, 6, 2, ''",
    "3d, 24, 2, 'sweep: 7d, '",
    "3d, 24, 1, 'by: [symbol], '",
    "3d, 24, 2, 'by: [symbol], '",
    "12h, 5, 2, 'by: [symbol], '",
    "3d, 24, 1, 'every: 15m, '",
    "3d, 24, 2, 'every: 15m, '",
  })
  void tableThatWasEmptiedAndRefilledIsSeen(String window, int hours, int runs, String more)
      throws Exception {
    String one = more.startsWith("by") ? "" : "where: \"symbol = 'BTC'\", ";
    tables.configure("type: gaps, table: a, %s%swindow: %s".formatted(one, more, window));
    for (int run = 0; run < runs; run++) {
      rowsUntilHour(1 + hours * run);
      assertThat(run(1 + hours * run)).contains("PASSED");
    }
    int hour = 1 + hours * runs;
    rowsUntilHour(hour);
    tables.execute("DELETE FROM a WHERE id < %d".formatted(60 * hour - 30));
    assertThat(run(hour)).contains("rows that were there are gone");
  }

  @Test
  void whatOnlyLeftTheWindowIsNoLoss() throws Exception {
    tables.configure("type: gaps, table: a, by: [symbol], window: 1d");
    for (int hour = 1; hour < 150; hour += 23) {
      rowsUntilHour(hour);
      tables.execute("DELETE FROM a WHERE id < %d".formatted(60 * (hour - 24)));
      assertThat(run(hour)).contains("PASSED");
    }
  }
}
