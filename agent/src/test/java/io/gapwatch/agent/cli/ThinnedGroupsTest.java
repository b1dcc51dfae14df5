package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One group may lose nearly all rows of its hours while the others, and all hours, look whole. */
class ThinnedGroupsTest {
  private final OwnTables tables;

  ThinnedGroupsTest(@TempDir Path folder) {
    this.tables = new OwnTables(folder);
  }

  /** Two rooms with fifty rows an hour each, from 1 to 21 November. */
  @BeforeEach
  void fill() throws Exception {
    tables.execute("CREATE TABLE m (ts TIMESTAMP, room VARCHAR, sensor INTEGER)");
    insert("attic", "2026-11-01 00:00:00", 481);
    insert("cellar", "2026-11-01 00:00:00", 481);
    tables.configure("type: gaps, table: m, every: 1h, by: [room]");
    assertThat(tables.run("2026-11-21T00:30:00Z").code()).isZero();
  }

  /** Fifty rows for each hour that is not there yet, in both rooms. */
  private void insertUntil(String end) throws Exception {
    tables.execute(
        ("INSERT INTO m SELECT h, room, s FROM (SELECT max(ts) AS newest FROM m),"
                + " generate_series(newest + INTERVAL 1 HOUR, TIMESTAMP '%s', INTERVAL 1 HOUR) g(h),"
                + " range(50) u(s), (VALUES ('attic'), ('cellar')) r(room)")
            .formatted(end));
  }

  private void insert(String room, String from, int hours) throws Exception {
    tables.execute(
        "INSERT INTO m SELECT TIMESTAMP '%s' + to_hours(i::INTEGER), '%s', s FROM range(%d) t(i), range(50) u(s)"
            .formatted(from, room, hours));
  }

  @Test
  void groupWhoseRowsCollapseIsLostUntilTheyAreBack() throws Exception {
    tables.execute("DELETE FROM m WHERE room = 'cellar' AND sensor > 0");
    for (int day = 21; day < 24; day++) {
      insertUntil("2026-11-%d 01:00:00".formatted(day));
      Ran after = tables.run("2026-11-%dT01:30:00Z".formatted(day));
      assertThat(after.code()).as(after.out()).isEqualTo(1);
      assertThat(after.out())
          .contains(
              "❌ rows that were there are gone from 1 group; ",
              "CRITICAL m room=cellar: lost rows: only 480 of the 24,000 rows from"
                  + " 2026-11-01 00:00Z to 2026-11-20 23:00Z are left")
          .doesNotContain("attic");
    }
    tables.execute(
        "INSERT INTO m SELECT ts, 'cellar', sensor FROM m"
            + " WHERE room = 'attic' AND sensor > 0 AND ts <= TIMESTAMP '2026-11-20 23:00:00'");
    Ran healed = tables.run("2026-11-23T01:45:00Z");
    assertThat(healed.code()).as(healed.out()).isZero();
  }

  @Test
  void rowsOfOldPeriodsAreNotListedAsMissingPeriods() throws Exception {
    tables.execute("DELETE FROM m WHERE room = 'cellar' AND sensor > 0");
    assertThat(tables.gaps("table", "2026-11-21T01:30:00Z").out()).doesNotContain("cellar");
  }

  @Test
  void groupThatIsGoneIsToldOnce() throws Exception {
    tables.execute("DELETE FROM m WHERE room = 'cellar'");
    assertThat(tables.run("2026-11-21T01:30:00Z").out())
        .containsOnlyOnce("CRITICAL m room=cellar")
        .contains("all its rows are gone");
  }

  @Test
  void countIsRenewedEachDayAndFewerRowsFromNowOnAreNoLoss() throws Exception {
    tables.execute("CREATE VIEW few AS SELECT * FROM m WHERE room = 'attic' OR sensor = 0");
    tables.configure("type: gaps, table: few, every: 1h, by: [room]");
    for (int day = 21; day < 31; day++) {
      insertUntil("2026-11-%d 00:00:00".formatted(day));
      assertThat(tables.run("2026-11-%dT00:30:00Z".formatted(day)).out())
          .contains("no hour missing")
          .doesNotContain("CRITICAL");
    }
    tables.execute("DELETE FROM m WHERE sensor > 9 AND ts >= TIMESTAMP '2026-11-09 00:00:00'");
    assertThat(tables.run("2026-11-30T01:00:00Z").out())
        .contains("CRITICAL few room=attic: lost rows: only ", "to 2026-11-29 23:00Z are left");
  }
}
