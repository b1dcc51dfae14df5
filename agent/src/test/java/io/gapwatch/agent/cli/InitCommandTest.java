package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.GoldenFile;
import io.gapwatch.agent.config.Environment;
import java.io.IOException;
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

/** What {@code init} writes for tables of all kinds, and that it never overwrites. */
class InitCommandTest {
  private static final Path GOLDEN = Path.of("src/test/resources/init");

  /** Ran.NOW, in SQL. */
  private static final String NOW = "TIMESTAMP '2026-11-21 00:00:00'";

  private final Path folder;
  private final OwnTables tables;

  InitCommandTest(@TempDir Path folder) {
    this.folder = folder;
    this.tables = new OwnTables(folder);
  }

  private Ran init(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "init";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return tables.gapwatch(all);
  }

  private String written() throws IOException {
    return Files.readString(folder.resolve("gapwatch.yaml"));
  }

  @Test
  void eachKindOfTableGetsItsChecks() throws Exception {
    tables.execute(
        "CREATE TABLE events AS SELECT i::BIGINT AS id, "
            + NOW
            + " - to_seconds(60 * (1000 - i) + (i * 7919) % 50 + 20) AS created_at, 'x' AS word"
            + " FROM range(1, 1001) t(i) WHERE i NOT IN (400, 401)",
        "CREATE TABLE metrics AS SELECT "
            + NOW
            + " - to_hours(i) AS ts, i AS value FROM range(1, 500) t(i) WHERE i <> 7",
        "CREATE TABLE prices AS SELECT symbol, epoch_ms("
            + NOW
            + " - to_hours(i)) AS ts FROM range(1, 300) t(i), (VALUES ('BTC'), ('ETH')) v(symbol)"
            + " WHERE NOT (symbol = 'ETH' AND i = 9)",
        "CREATE TABLE ticks AS SELECT symbol, i AS seq, "
            + NOW
            + " - to_minutes(5 * (600 - i)::BIGINT) AS at FROM range(1, 600) t(i),"
            + " (VALUES ('a'), ('b')) v(symbol)",
        "CREATE TABLE days AS SELECT CAST("
            + NOW
            + " AS DATE) - CAST(i AS INTEGER) AS day FROM range(1, 60) t(i)",
        "CREATE TABLE blocks AS SELECT 20000000 + i AS number, make_timestamp((1606824023 + 12 *"
            + " (15699000 + i)) * 1000000) AS timestamp, 'h' AS hash FROM range(0, 500) t(i)",
        "CREATE TABLE logins AS SELECT (i * 7919 % 1000)::INTEGER AS person_id, "
            + NOW
            + " - to_seconds(i * i % 5000) AS \"logged in\" FROM range(0, 500) t(i)",
        "CREATE TABLE users (id INTEGER, name VARCHAR, updated_at TIMESTAMP)",
        "CREATE TABLE retired AS SELECT id, created_at - INTERVAL 2 YEAR AS created_at FROM events",
        "CREATE TABLE orders (id INTEGER, created_at TIMESTAMP)",
        "CREATE SCHEMA lake",
        "CREATE VIEW lake.recent AS SELECT * FROM events WHERE id > 900");
    Ran init = init("t.duckdb");
    assertThat(init.code()).as(init.err() + init.out()).isZero();
    GoldenFile.check(GOLDEN.resolve("tables.yaml"), written());
    assertThat(init.out())
        .contains("✅ wrote " + folder.resolve("gapwatch.yaml"))
        .contains("➖ not watched: users: no column of times among id, name, updated_at\n")
        .contains("CRITICAL events 400-401: 2 rows missing")
        .contains("CRITICAL prices symbol=ETH: 1 hour missing")
        .contains("❌ HEALTH CHECK FAILED");
    Ran valid = tables.gapwatch("config", "check");
    assertThat(valid.code()).as(valid.err()).isZero();
  }

  /** DECIMAL of DuckDB has three digits behind the point, whatever it holds. */
  @Test
  void decimalNumbersThatAreWholeAreASequence() throws Exception {
    tables.execute(
        "CREATE TABLE one AS SELECT i::DECIMAL AS id, "
            + NOW
            + " - to_minutes(50 - i) AS created_at FROM range(0, 50) t(i)");
    init("t.duckdb");
    assertThat(written()).contains("table: one, timestamp: created_at, number: id");
  }

  /** A time without end is no time of a row; the others count. */
  @Test
  void infiniteTimesAreNoTimes() throws Exception {
    tables.execute(
        "CREATE TABLE one AS SELECT i AS id, "
            + NOW
            + " - to_minutes(50 - i) AS created_at FROM range(0, 50) t(i)",
        "INSERT INTO one VALUES (50, 'infinity'), (51, '-infinity')");
    Ran init = init("t.duckdb");
    assertThat(init.out()).doesNotContain("1970-", "not watched: one");
    assertThat(written()).contains("table: one, timestamp: created_at, number: id");
  }

  @Test
  void nameOfTwoLinesIsWrittenAsItIs() throws Exception {
    tables.execute(
        "CREATE TABLE \"new\nline\" AS SELECT i AS id, "
            + NOW
            + " - to_minutes(50 - i) AS created_at FROM range(0, 50) t(i)");
    Ran init = init("t.duckdb");
    assertThat(init.code()).as(init.out() + init.err()).isZero();
    assertThat(written()).contains("table: \"new\\u000aline\"");
    assertThat(init.out()).contains("HEALTH CHECK PASSED");
  }

  @Test
  void whatCouldNotBeLookedAtIsNoSuccess() throws Exception {
    tables.execute(
        "CREATE TABLE gone (id INTEGER)",
        "CREATE VIEW broken AS SELECT * FROM gone",
        "DROP TABLE gone",
        "CREATE TABLE one AS SELECT i AS id, "
            + NOW
            + " - to_minutes(50 - i) AS created_at FROM range(0, 50) t(i)");
    Ran init = init("t.duckdb", "--tables", "one,broken");
    assertThat(init.code()).isEqualTo(2);
    assertThat(init.out()).contains("not watched: broken: could not be looked at");
  }

  @Test
  void dotsInNamesDivideNothing() throws Exception {
    tables.execute(
        "CREATE SCHEMA \"my.lake\"",
        "CREATE TABLE \"my.lake\".\"a.b\" AS SELECT i AS id, "
            + NOW
            + " - to_minutes(50 - i) AS \"written.at\" FROM range(0, 50) t(i) WHERE i <> 7");
    Ran init = init("t.duckdb", "--tables", "my.lake.a.b");
    assertThat(init.out()).as(init.err()).contains(" 7: 1 row missing");
    assertThat(init.code()).isZero();
    assertThat(written())
        .contains("table: \"\\\"my.lake\\\".\\\"a.b\\\"\", timestamp: written.at, number: id");
  }

  @Test
  void neverOverwrites() throws Exception {
    Files.writeString(folder.resolve("gapwatch.yaml"), "mine");
    Ran init = init("t.duckdb");
    assertThat(init.code()).isEqualTo(2);
    assertThat(init.err()).contains("already exists", "never overwrites", "--config FILE");
    assertThat(written()).isEqualTo("mine");
  }

  @Test
  void onlyTheTablesThatAreNamed() throws Exception {
    tables.execute(
        "CREATE TABLE one AS SELECT i AS id, "
            + NOW
            + " - to_minutes(50 - i) AS created_at FROM"
            + " range(0, 50) t(i)",
        "CREATE TABLE two AS SELECT * FROM one");
    assertThat(init("t.duckdb", "--tables", "tow").err())
        .contains("t.duckdb has no table tow; did you mean \"two\"?");
    assertThat(folder.resolve("gapwatch.yaml")).doesNotExist();
    assertThat(init("t.duckdb", "--tables", "two").code()).isZero();
    assertThat(written()).contains("table: two").doesNotContain("table: one");
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

  /** Else an editor shows another file than is read. */
  @Test
  void whatTurnsTheDirectionOfTextIsWrittenVisibly() throws Exception {
    tables.execute(
        "CREATE TABLE \"a\u202eb\" AS SELECT range AS id, "
            + NOW
            + " - to_minutes(60 - range) AS created_at FROM range(60)");
    Ran init = init("t.duckdb");
    assertThat(init.code()).as(init.err() + init.out()).isZero();
    assertThat(written()).contains("\\u202e").doesNotContain("\u202e");
    assertThat(init.out()).doesNotContain("\u202e");
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
