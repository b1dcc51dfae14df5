package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.source.sql.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 180 holes that one run finds: the largest are one incident with its parts, the rest another. */
class ManyHolesTest extends Installation {
  ManyHolesTest(@TempDir Path folder) {
    super(folder);
  }

  @BeforeEach
  void lose() throws IOException, SQLException {
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst(
                "- \\{id: freshness, .*",
                "- {id: blocks, type: gaps, source: ethereum, table: holes, chain: ethereum,"
                    + " grace: 0s}"));
    try (Connection writer =
        DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("chain.duckdb"))) {
      Databases.execute(
          writer,
          """
          CREATE TABLE holes AS
          SELECT n AS number, make_timestamp((1795219199 - 12 * (3620 - n)) * 1000000) AS timestamp
          FROM range(1, 3621) AS t(n) WHERE n % 20 <> 10 OR n > 3600
          """);
    }
  }

  @Test
  void areTwoLinesAndTwoIncidents() {
    Ran run = gapwatch("run", "chain");

    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(1);
    assertThat(run.out().lines().filter(line -> line.contains("→ backfill this range"))).hasSize(1);
    List<String> lines =
        phone.messages().get(0).message().lines().filter(it -> it.startsWith("CRITICAL")).toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("20 found by blocks: holes 10: 1 block missing; ", " more (");
    assertThat(lines.get(1)).contains("160 more blocks missing in 160 smaller ranges");
    assertThat(gapwatch("incidents").out()).contains("2 incidents");
  }

  @Test
  void areTakenOnTogether() {
    gapwatch("run", "chain");
    String id = gapwatch("incidents").out().substring(0, 5);

    gapwatch("incidents", "ack", id, "--by", "ann");

    assertThat(gapwatch("incidents", "list", "--format", "json").out())
        .doesNotContain("\"acknowledgedBy\" : null");
  }
}
