package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.GoldenFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code init} writes for tables of all kinds and names. */
class InitTablesTest extends FirstConfiguration {
  InitTablesTest(@TempDir Path folder) {
    super(folder);
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
}
