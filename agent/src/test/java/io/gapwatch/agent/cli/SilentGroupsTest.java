package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A group that fell silent is not health once its rows are deleted. */
class SilentGroupsTest {
  private final OwnTables tables;

  SilentGroupsTest(@TempDir Path folder) {
    this.tables = new OwnTables(folder);
  }

  private void rows(String symbol, String time) throws Exception {
    tables.execute("INSERT INTO prices VALUES ('%s', TIMESTAMP '%s')".formatted(symbol, time));
  }

  @Test
  void groupWhoseRowsAreDeletedIsAsOldAsItWas() throws Exception {
    tables.execute("CREATE TABLE prices (symbol VARCHAR, ts TIMESTAMP)");
    tables.configure("type: staleness, table: prices, by: [symbol], critical: 1h");
    rows("a", "2026-11-20 16:55:00");
    rows("b", "2026-11-20 16:50:00");
    assertThat(tables.run("2026-11-20T17:00:00Z").code()).isZero();
    rows("a", "2026-11-20 18:55:00");
    assertThat(tables.run("2026-11-20T19:00:00Z").out()).contains("CRITICAL prices symbol=b");

    tables.execute("DELETE FROM prices WHERE symbol = 'b'");
    Ran gone = tables.run("2026-11-20T19:10:00Z");
    assertThat(gone.code()).isEqualTo(1);
    assertThat(gone.out())
        .contains("newest row of symbol=b is 2h 20m old, and all its rows are gone; 1 group left\n")
        .contains("all its rows are gone; it had one of 2026-11-20 16:50")
        .contains("leave it out with where if it has ended");

    rows("a", "2026-11-23 17:00:00");
    assertThat(tables.run("2026-11-23T17:00:00Z").code())
        .as("also after all are written down anew")
        .isEqualTo(1);
    rows("b", "2026-11-23 17:05:00");
    rows("a", "2026-11-23 17:10:00");
    tables.run("2026-11-23T17:10:00Z");
    assertThat(tables.run("2026-11-23T17:15:00Z").code()).isZero();
  }
}
