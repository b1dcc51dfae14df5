package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code first:} says must be there. */
class FirstRowCasesTest {
  /** The newest block, 24,000,000, is at 2026-11-21T11:59:59Z, at the beginning of a slot. */
  private static final String WHOLE =
      "SELECT (24000000 - i)::BIGINT AS number, (1795262399 - 12 * i)::BIGINT AS timestamp"
          + " FROM range(50000) t(i)";

  private final OwnTables tables;

  FirstRowCasesTest(@TempDir Path folder) {
    this.tables = new OwnTables(folder);
  }

  @Test
  void endIsWatchedWithFirstAsWell() throws Exception {
    tables.execute("CREATE TABLE blocks AS " + WHOLE);
    tables.configure("type: gaps, chain: ethereum, table: blocks, first: 23950001");
    assertThat(tables.run("2026-11-21T12:01:00Z").code()).isZero();
    tables.execute("DELETE FROM blocks WHERE number > 23999000");
    assertThat(tables.run("2026-11-21T12:02:00Z").out())
        .contains("990 numbers after it were there");
  }

  @ParameterizedTest
  @CsvSource({
    "23950001, 0",
    "23950000, 1",
    "2026-11-14T13:20:11Z, 0",
    "2026-11-14T13:20:10Z, 1",
    "2026-11-20T00:00:00Z, 0",
    "window, 1"
  })
  void firstSaysWhatMustBeThere(String first, int code) throws Exception {
    tables.execute("CREATE TABLE blocks AS " + WHOLE);
    tables.configure("type: gaps, chain: ethereum, table: blocks, first: \"" + first + '"');
    Ran check = tables.check("2026-11-21T12:01:00Z");
    assertThat(check.code()).as(check.out()).isEqualTo(code);
    assertThat(check.out().contains("❌ rows that must be there are not; ")).isEqualTo(code > 0);
  }

  /** A row from before the window does not stand for those between it and the first one. */
  @ParameterizedTest
  @CsvSource({
    "window, 3d, 23949970, 0",
    "window, 3d, 23980000, 1",
    "2026-11-16T00:00:00Z, 30d, 23949970, 0",
    "2026-11-16T00:00:00Z, 5d, 23980000, 1",
  })
  void firstIsNotMetByARowBeforeAHole(String first, String window, long begin, int code)
      throws Exception {
    tables.execute(
        "CREATE TABLE blocks AS " + WHOLE,
        "DELETE FROM blocks WHERE number BETWEEN 23950011 AND " + (begin - 1));
    tables.configure(
        "type: gaps, chain: ethereum, table: blocks, window: %s, first: \"%s\""
            .formatted(window, first));
    Ran check = tables.check("2026-11-21T12:01:00Z");
    assertThat(check.code()).as(check.out()).isEqualTo(code);
    if (code > 0) {
      assertThat(check.out())
          .contains(", at 23980000; 29,989 numbers before it must be there, and rows must reach");
      assertThat(tables.gaps("csv", "2026-11-21T12:01:00Z").out())
          .contains("\n23950011,23979999,29989,,\n");
    }
  }
}
