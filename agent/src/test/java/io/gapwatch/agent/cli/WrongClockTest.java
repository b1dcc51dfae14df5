package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.source.sql.Databases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run with the clock three years ahead. */
class WrongClockTest extends Installation {
  WrongClockTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void isToldByEachRunAndBelievedByNothing() {
    run("2026-11-20T12:07:00Z");
    assertThat(run("2029-11-20T12:08:00Z").out()).doesNotContain("in the future");

    assertThat(run("2026-11-20T15:07:00Z").out())
        .contains("1 run in the future, the last at 2029-11-20 12:08 UTC, of chain");
    assertThat(run("2026-11-20T18:07:00Z").out()).contains("1 run in the future");

    assertThat(gapwatch("report", "chain").out()).contains("2026-11-20T18:07:00Z");
    assertThat(gapwatch("report", "chain", "--since", "12h").out())
        .contains("3 runs:")
        .doesNotContain("94,655,280", " -");
  }

  @Test
  void countsForNothingThatOthersSee() throws Exception {
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        "metrics: {textfile: gapwatch.prom}\n",
        StandardOpenOption.APPEND);
    Files.setLastModifiedTime(
        folder.resolve("gapwatch.yaml"), FileTime.from(Instant.parse("2026-11-20T00:00:00Z")));
    try (Connection writer =
        DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("chain.duckdb"))) {
      Databases.execute(writer, "INSERT INTO blocks VALUES (2, TIMESTAMP '2029-11-20 12:07:00')");
    }
    Ran ahead = run("2029-11-20T12:08:00Z");
    assertThat(ahead.code()).as(ahead.out()).isZero();

    assertThat(gapwatch("doctor", "--offline").out())
        .contains("whether a job missed runs is unknown: 1 run is dated in the future")
        .doesNotContain("no job missed");
    run("2026-11-20T23:02:00Z");
    assertThat(Files.readString(folder.resolve("gapwatch.prom")))
        .contains(
            "gapwatch_run_last_start_timestamp_seconds{job=\"chain\"} 1795215720",
            "gapwatch_runs_of_a_day{job=\"chain\",status=\"ok\"} 0\n")
        .doesNotContain("gapwatch_run_last_success_timestamp_seconds{");
  }

  @Test
  void isForgottenByHandOnceTheClockIsRight() {
    run("2026-11-20T12:07:00Z");
    run("2029-11-20T12:08:00Z");
    String remedy = "gapwatch forget --after 2029-11-20T12:07:59Z";

    assertThat(forget().err()).contains("clock may be wrong now").contains("nothing was changed");
    assertThat(run("2026-11-20T15:07:00Z").out()).contains(remedy);
    assertThat(gapwatch("forget", "--after", "2029-11-20T12:07:59Z").err()).contains("add --yes");
    Ran forgotten = forget();
    assertThat(forgotten.code()).isZero();
    assertThat(forgotten.out())
        .contains("1 run of chain, dated 2029-11-20 12:08 UTC to", "✅ 1 run forgotten");
    assertThat(forget().out()).contains("No run is dated after");

    assertThat(run("2026-11-20T18:07:00Z").out()).contains("no run is in the future");
    run("2026-11-20T21:07:00Z");
    assertThat(run("2026-11-21T00:07:00Z").out()).doesNotContain("future");
    assertThat(gapwatch("report", "chain", "--since", "15h").out()).contains("5 runs:");
  }

  @Test
  void nothingElseIsForgotten() {
    run("2026-11-20T12:07:00Z");
    Ran now = gapwatch("forget", "--after", "2026-11-20T00:00:00Z", "--yes");
    assertThat(now.code()).isEqualTo(ExitCode.USAGE);
    assertThat(now.err()).contains("more than a day ahead");
  }

  private Ran forget() {
    return gapwatch("forget", "--after", "2029-11-20T12:07:59Z", "--yes");
  }

  private Ran run(String now) {
    return gapwatch("run", "chain", "--now", now);
  }
}
