package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One message for several tables says of which table each figure is. */
class SeveralTablesTest {
  @Test
  void figuresThatDifferAreToldWithTheirCheck(@TempDir Path folder) throws Exception {
    new OwnTables(folder)
        .execute(
            "CREATE TABLE events AS SELECT i AS id, TIMESTAMP '2026-11-20 00:00:00' AS at FROM"
                + " range(7) t(i) WHERE i <> 3",
            "CREATE TABLE orders AS SELECT i AS id, TIMESTAMP '2026-11-20 00:00:00' AS at FROM"
                + " range(9) t(i)");
    Path program =
        Files.writeString(
            folder.resolve("tell"), "#!/bin/sh\ncat > '" + folder.resolve("told") + "'\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        version: 1
        state: state
        sources: {e: {type: duckdb, url: t.duckdb}}
        channels: {own: {type: command, program: [%s]}}
        jobs:
          j:
            schedule: "7 */3 * * *"
            notify: [own]
            checks:
              - {id: first, type: gaps, source: e, table: events}
              - {id: second, type: gaps, source: e, table: orders}
        """
            .formatted(program));
    assertThat(Ran.gapwatch(folder, "run", "j").out()).contains("own: delivered");
    assertThat(Files.readString(folder.resolve("told")))
        .contains("\"first: Rows checked: 6\"", "\"second: Rows checked: 9\"")
        .contains("\"Columns: id, at\"")
        .doesNotContain("\"Rows checked");
  }
}
