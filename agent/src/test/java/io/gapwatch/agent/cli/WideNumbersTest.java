package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that no floating point number is equal to are remembered as they are. */
class WideNumbersTest {
  private final OwnTables tables;

  WideNumbersTest(@TempDir Path folder) {
    this.tables = new OwnTables(folder);
  }

  private void rows(String first) throws Exception {
    tables.execute(
        "CREATE TABLE ids AS SELECT "
            + first
            + " + i AS id, 'a' AS s, TIMESTAMP '2026-11-20 10:00:00' + INTERVAL 1 minute * i AS ts"
            + " FROM range(200) t(i)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000000000000000001", "9223372036854774000", "-9007199254740995"})
  void whatIsStillThereIsNotLost(String first) throws Exception {
    tables.configure("type: gaps, table: ids, grace: 0s");
    rows(first);
    assertThat(tables.run("2026-11-20T13:30:00Z").code()).isZero();
    assertThat(tables.run("2026-11-20T13:40:00Z").code()).isZero();

    tables.execute("DELETE FROM ids WHERE id < " + first + " + 100");
    Ran lost = tables.run("2026-11-20T13:50:00Z");
    assertThat(lost.code()).isEqualTo(1);
    assertThat(lost.out()).contains("100 numbers before it were there");
  }

  @Test
  void norIsThatOfAGroup() throws Exception {
    tables.configure("type: gaps, table: ids, by: [s], grace: 0s");
    rows("1000000000000000001");
    assertThat(tables.run("2026-11-20T13:30:00Z").code()).isZero();
    assertThat(tables.run("2026-11-20T13:40:00Z").code()).isZero();

    tables.execute("DELETE FROM ids WHERE id < 1000000000000000101");
    assertThat(tables.run("2026-11-20T13:50:00Z").out())
        .contains("its rows begin only at 1000000000000000101; it had 1000000000000000001 to");
  }
}
