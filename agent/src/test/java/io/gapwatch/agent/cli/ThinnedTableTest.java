package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where each hour has many rows, nearly all of them may vanish and no hour is missing. */
class ThinnedTableTest {
  private final OwnTables tables;

  ThinnedTableTest(@TempDir Path folder) {
    this.tables = new OwnTables(folder);
  }

  /** A hundred rows an hour, from 1 to 21 November. */
  @BeforeEach
  void fill() throws Exception {
    tables.execute("CREATE TABLE m (ts TIMESTAMP, host INTEGER)");
    insert("TIMESTAMP '2026-11-01 00:00:00'", 481);
    tables.configure("type: gaps, table: m, every: 1h");
    assertThat(tables.run("2026-11-21T00:30:00Z").code()).isZero();
  }

  private void insert(String from, int hours) throws Exception {
    tables.execute(
        "INSERT INTO m SELECT %s + to_hours(i::INTEGER), h FROM range(%d) t(i), range(100) u(h)"
            .formatted(from, hours));
  }

  @Test
  void rowCountThatCollapsesIsLostUntilTheRowsAreBack() throws Exception {
    tables.execute("DELETE FROM m WHERE host > 0");
    insert("TIMESTAMP '2026-11-21 01:00:00'", 3);
    for (String now : new String[] {"2026-11-21T04:00:00Z", "2026-11-22T00:30:00Z"}) {
      Ran after = tables.run(now);
      assertThat(after.code()).as(after.out()).isEqualTo(1);
      assertThat(after.out())
          .contains(
              "❌ rows that were there are gone; ",
              "CRITICAL m rows: only 480 of the 48,000 rows from 2026-11-01 00:00Z to"
                  + " 2026-11-20 23:00Z are left");
    }
    tables.execute("DELETE FROM m WHERE ts <= TIMESTAMP '2026-11-20 23:00:00'");
    insert("TIMESTAMP '2026-11-01 00:00:00'", 480);
    insert("TIMESTAMP '2026-11-21 04:00:00'", 22);
    Ran healed = tables.run("2026-11-22T02:30:00Z");
    assertThat(healed.code()).as(healed.out()).isZero();
  }

  @Test
  void lossOfOldRowsIsNotMadeUpForByNewOnes() throws Exception {
    tables.execute("DELETE FROM m WHERE host > 40");
    insert("TIMESTAMP '2026-11-21 00:00:00'", 480);
    assertThat(tables.run("2026-12-11T00:30:00Z").out())
        .contains("CRITICAL m rows: only 19,680 of the 48,000 rows from ");
  }

  @Test
  void fewerRowsFromNowOnAreNoLoss() throws Exception {
    tables.execute(
        "INSERT INTO m SELECT TIMESTAMP '2026-11-21 01:00:00' + to_hours(i::INTEGER), 0"
            + " FROM range(400) t(i)");
    for (String now :
        new String[] {"2026-11-25T00:30:00Z", "2026-12-01T00:30:00Z", "2026-12-07T00:30:00Z"}) {
      Ran after = tables.run(now);
      assertThat(after.out()).contains("no hour missing").doesNotContain("CRITICAL");
    }
  }

  @Test
  void whatLeavesTheWindowOrIsDeletedOnPurposeIsNoLoss() throws Exception {
    tables.configure("type: gaps, table: m, every: 1h, retention: 10d");
    insert("TIMESTAMP '2026-11-21 01:00:00'", 240);
    for (int day = 21; day < 30; day++) {
      tables.execute(
          "DELETE FROM m WHERE ts < TIMESTAMP '2026-11-%d 00:30:00'".formatted(day - 10));
      Ran after = tables.run("2026-11-%dT00:30:00Z".formatted(day));
      assertThat(after.out()).contains("no hour missing").doesNotContain("CRITICAL");
    }
  }
}
