package io.gapwatch.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.Gapwatch;
import io.gapwatch.agent.source.sql.Databases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Names that are not ASCII, of files, tables, checks and values, under the locale of cron. A shell
 * makes the files: this test may itself run without a locale.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LocaleTest {
  private static final String SCRIPT =
      """
      set -eu
      mkdir -p größe && cp table.duckdb größe/größe.duckdb && cp table.duckdb größe.duckdb
      cat >gapwatch.yaml <<'END'
      version: 1
      state: zustand-größe
      secrets: {from: env}
      sources: {own: {type: duckdb, url: größe.duckdb}}
      channels: {tell: {type: command, program: [/bin/sh, -c, 'cat >told-größe']}}
      jobs:
        chain:
          schedule: "0 * * * *"
          notify: [tell]
          reports: {to: berichte-größe}
          checks: [{id: rows, type: sql, source: own, query: "SELECT max(zahl) FROM größe", critical: ">1", remedy: "größer als erlaubt"}]
      page: {to: seite-größe}
      END
      cp gapwatch.yaml größe/
      cd "$1"
      shift
      exec "$@"
      """;

  private final Path folder;

  LocaleTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void write() throws Exception {
    Files.writeString(folder.resolve("script"), SCRIPT);
    try (Connection writer =
        DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("table.duckdb"))) {
      Databases.execute(writer, "CREATE TABLE größe AS SELECT 7 AS zahl");
    }
  }

  @Test
  void withTheLocaleOfTheLaunchersAllOfThemAreTakenAsTheyAre() throws Exception {
    Ran ran = run("größe", "LC_ALL=C.UTF-8", "run", "chain");

    assertThat(ran.code()).as("%s", ran).isEqualTo(1);
    assertThat(ran.out()).contains("größer als erlaubt", "tell: ");
    assertThat(shell("cat größe/told-größe")).contains("größer als erlaubt");
    assertThat(shell("ls größe/zustand-größe")).contains("history.db");
    assertThat(shell("cat größe/berichte-größe/*")).contains("größer als erlaubt");
    assertThat(shell("ls größe/seite-größe")).contains("index.html");
  }

  @Test
  void withoutOneItIsSaidAndIsNoBug() throws Exception {
    Ran ran = run(".", "LC_ALL=POSIX", "check");

    assertThat(ran.code()).as("%s", ran).isEqualTo(2);
    assertThat(ran.out() + ran.err())
        .contains(
            "gapwatch.yaml:2:8:",
            "state: must be a name that files can have here",
            "LC_ALL=C.UTF-8")
        .doesNotContain("internal error", "\tat ");
  }

  private Ran run(String where, String locale, String... arguments) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return shell(
        "bash script %s env -i PATH=/usr/bin:/bin HOME=/ %s %s -cp '%s' %s %s"
            .formatted(
                where,
                locale,
                java,
                System.getProperty("java.class.path"),
                Gapwatch.class.getName(),
                String.join(" ", arguments)),
        0);
  }

  private String shell(String line) throws Exception {
    return shell(line, 1).out();
  }

  /** Of a file, because arguments of a process are written in the locale of this one. */
  private Ran shell(String line, int number) throws Exception {
    Path script = Files.writeString(folder.resolve("line" + number), line);
    Path errors = folder.resolve("errors" + number);
    Process process =
        new ProcessBuilder("bash", script.toString())
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ran(process.waitFor(), out, Files.readString(errors));
  }
}
