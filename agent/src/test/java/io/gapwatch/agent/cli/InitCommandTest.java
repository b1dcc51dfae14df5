package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.GoldenFile;
import io.gapwatch.agent.config.Environment;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code init} may look at, what it asks, and that it never overwrites. */
class InitCommandTest extends FirstConfiguration {
  InitCommandTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void neverOverwrites() throws Exception {
    Files.writeString(folder.resolve("gapwatch.yaml"), "mine");
    Ran init = init("t.duckdb");
    assertThat(init.code()).isEqualTo(2);
    assertThat(init.err()).contains("already exists", "never overwrites", "--config FILE");
    assertThat(written()).isEqualTo("mine");
  }

  /** A file without rows says of no column what it is; one with rows does. */
  @Test
  void aCsvWithoutRowsIsToldAsThat() throws Exception {
    Files.writeString(folder.resolve("sales.csv"), "id,created_at\n");
    Ran init = init("sales.csv");
    assertThat(init.err() + init.out())
        .contains("sales: no rows yet, so the types of its columns are unknown (id, created_at)");
    assertThat(init.code()).isEqualTo(2);
  }

  @Test
  void csvIsReadAsATable() throws Exception {
    Files.writeString(
        folder.resolve("sales-2026.csv"),
        "id,created_at\n1,2026-11-20 10:00:00\n2,2026-11-20 10:01:00\n4,2026-11-20 10:02:00\n");
    Ran init = init();
    assertThat(init.code()).as(init.err() + init.out()).isZero();
    assertThat(init.out()).contains("1  sales-2026.csv").contains("sales-2026 3: 1 row missing");
    assertThat(written())
        .contains("sales-2026: {type: duckdb, url: sales-2026.csv}")
        .contains("too few different times (3)");
  }

  @ParameterizedTest
  @CsvSource({
    "none.duckdb, there is no file none.duckdb",
    "host=db password=hunter2, there is no file host=db password=<redacted>",
    "., '. is a folder; give a file in it'",
    "mysql://host/db, 'init knows no mysql://: give a DuckDB, CSV or Parquet file'",
    "md:mine, 'md:mine needs a token, which is looked for in the environment: export"
        + " MOTHERDUCK_TOKEN='",
    "postgres://u:top-secret@127.0.0.1:1/db, could not look at the PostgreSQL database"
  })
  void whatCannotBeLookedAtIsTold(String source, String why) {
    Ran init = init(source);
    assertThat(init.code()).isEqualTo(2);
    assertThat(init.err()).contains(why).doesNotContain("top-secret", "Exception");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void nothingToWatch() throws Exception {
    tables.execute("CREATE TABLE users (id INTEGER, name VARCHAR)");
    Ran init = init("t.duckdb");
    assertThat(init.code()).isEqualTo(2);
    assertThat(init.err())
        .contains("found nothing to watch, and wrote nothing")
        .contains("  - users: no column of times among id, name")
        .contains("docs/checks.md");
    assertThat(folder.resolve("gapwatch.yaml")).doesNotExist();
  }

  @Test
  void theMachineAlone() throws Exception {
    Ran init = init("machine");
    assertThat(init.code()).as(init.err() + init.out()).isZero();
    GoldenFile.check(GOLDEN.resolve("machine.yaml"), written());
  }

  @Test
  void whatIsFoundIsAskedFor() throws Exception {
    tables.execute(
        "CREATE TABLE one AS SELECT i AS id, "
            + NOW
            + " - to_minutes(50 - i) AS created_at FROM"
            + " range(0, 50) t(i)");
    Files.writeString(folder.resolve("other.csv"), "id,created_at\n1,2026-11-20 10:00:00\n");
    assertThat(answered("2").code()).isZero();
    assertThat(written()).contains("url: t.duckdb").doesNotContain("other.csv");
    Files.delete(folder.resolve("gapwatch.yaml"));
    assertThat(answered("7").err()).contains("7 is none of the numbers 1 to ");
    assertThat(folder.resolve("gapwatch.yaml")).doesNotExist();
    assertThat(answered("").code()).isZero();
    assertThat(written()).contains("url: t.duckdb", "url: other.csv");
  }

  @Test
  void addressesOfTheEnvironmentStayThere() {
    Ran init =
        Ran.gapwatch(
            folder,
            Map.of("DATABASE_URL", "postgres://u:top-secret@127.0.0.1:1/db"),
            false,
            "init",
            "--yes");
    assertThat(init.code()).isEqualTo(2);
    assertThat(init.out()).contains("the PostgreSQL database of $DATABASE_URL");
    assertThat(init.out() + init.err()).doesNotContain("top-secret");
    assertThat(folder).isEmptyDirectory();
  }

  /** Its home need not be where that of others is, and cron does not know this variable. */
  @ParameterizedTest
  @ValueSource(strings = {"pm2", "--yes"})
  void theHomeOfPm2IsThatOfTheEnvironment(String argument) throws Exception {
    Path home = Files.createDirectory(folder.resolve("home of pm2"));
    Files.createFile(home.resolve("rpc.sock"));
    Ran init = Ran.gapwatch(folder, Map.of("PM2_HOME", home.toString()), false, "init", argument);
    assertThat(init.out() + init.err()).contains(home.toString());
  }

  /** Somebody sits at the terminal. */
  private Ran answered(String answer) {
    Environment environment =
        new Environment(
            Map.of("HOME", folder.toString()), Clock.fixed(Ran.NOW, ZoneOffset.UTC), folder);
    Terminal terminal = new Terminal(false);
    Question question =
        asked -> {
          assertThat(asked).isEqualTo("Which of them? (numbers, or Enter for all) ");
          return Optional.of(answer);
        };
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Commands commands =
        new Commands(Map.of("init", () -> new InitCommand(environment, terminal, question)));
    int code =
        GapwatchCommand.commandLine(
                commands, terminal, new PrintWriter(out, true), new PrintWriter(err, true))
            .execute("init");
    return new Ran(code, out.toString(), err.toString());
  }
}
