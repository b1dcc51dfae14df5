package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ListsMissing;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.table.StalenessCheck;
import io.gapwatch.agent.source.AsksAhead;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * What is said of a table does not depend on how it is read: in one go or in parts side by side,
 * question by question or with those of other checks in one statement.
 */
class ManyWaysPropertyTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** What makes a time of seconds {@code t}. */
  private static final List<String> TIMES =
      List.of(
          "t",
          "t * 1000",
          "t::INTEGER",
          "t::UBIGINT",
          "t::HUGEINT",
          "t::DECIMAL(18, 0)",
          "make_timestamp(t * 1000000)",
          "make_timestamp(t * 1000000)::TIMESTAMPTZ",
          "make_timestamp(t * 1000000)::TIMESTAMP_S",
          "make_timestamp(t * 1000000)::TIMESTAMP_MS",
          "make_timestamp_ns(t * 1000000000 + n % 3)",
          "make_timestamp(t * 1000000)::DATE",
          "CASE WHEN n % 5 = 0 THEN t * 1000 ELSE t END",
          "CASE WHEN n % 7 = 0 THEN NULL ELSE make_timestamp(t * 1000000) END",
          "CASE WHEN n % 7 = 0 THEN '-infinity' WHEN n % 7 = 1 THEN 'infinity'"
              + " ELSE make_timestamp(t * 1000000) END::TIMESTAMP");

  /** What is asked for the rows of table {@code rows}; {@code {}} is a folder of files of them. */
  private static final List<String> FORMS =
      List.of(
          "SELECT * FROM rows",
          "SELECT * FROM rows ORDER BY timestamp DESC",
          "SELECT * FROM rows WHERE number % 2 = 0 UNION ALL SELECT * FROM rows WHERE number % 2 ="
              + " 1",
          "SELECT * FROM read_parquet('{}/*.parquet')",
          "SELECT * FROM read_parquet('{}/1.parquet')"
              + " UNION ALL SELECT * FROM read_parquet('{}/2.parquet')");

  private static final List<String> GAPS =
      List.of(
          "chain: ethereum, list: 3",
          "chain: ethereum, strict: true",
          "grace: 0s, settle: 0s, interval: {warning: 30s}",
          "where: number % 3 <> 0",
          "number: {sql: \"number // 2\"}",
          "by: [half]",
          "every: 1h",
          "every: 1h, zone: Europe/Berlin, by: [half]");

  private static Connection connection;
  private static Path folder;

  /** How a table is made, and when it is looked at. */
  private record Made(
      String time, String form, int coarse, int nulls, String window, int afterTheFirst) {}

  @BeforeContainer
  static void open() throws SQLException, IOException {
    connection = Databases.duckDb();
    Databases.execute(connection, "SET TimeZone = 'UTC'");
    folder = Files.createTempDirectory("gapwatch-many-ways-");
  }

  @AfterContainer
  static void close() throws SQLException, IOException {
    connection.close();
    for (String name : List.of("1.parquet", "2.parquet")) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.delete(folder);
  }

  @Provide
  Arbitrary<List<RandomBlocks.Block>> tables() {
    return RandomBlocks.tables();
  }

  @Provide
  Arbitrary<Made> ways() {
    return Combinators.combine(
            Arbitraries.of(TIMES),
            Arbitraries.of(FORMS),
            Arbitraries.of(1, 60, 3_600),
            Arbitraries.of(0, 3, 20),
            Arbitraries.of("365d", "40m", "1d"),
            Arbitraries.integers().between(0, 4_000))
        .as(Made::new);
  }

  @Provide
  Arbitrary<String> gaps() {
    return Arbitraries.of(GAPS);
  }

  @Property(tries = 50, seed = "1")
  void partsSideBySideSayWhatOneReadingSays(
      @ForAll("tables") List<RandomBlocks.Block> blocks,
      @ForAll("ways") Made made,
      @ForAll("gaps") String gaps,
      @ForAll @IntRange(min = 2, max = 5) int threads)
      throws SQLException {
    Instant now = create(blocks, made);
    Probe probe = gaps(gaps, made.window());
    ProbeContext one = context(1, now);
    Object whole = reading(probe, one);
    List<String> missing = missing(probe, one);

    ProbeContext several = context(threads, now);
    assertThat(reading(probe, several)).isEqualTo(whole);
    assertThat(missing(probe, several)).isEqualTo(missing);
  }

  @Property(tries = 15, seed = "1")
  void oneStatementForAllChecksSaysWhatEachSaysAlone(
      @ForAll("tables") List<RandomBlocks.Block> blocks, @ForAll("ways") Made made)
      throws SQLException {
    Instant now = create(blocks, made);
    List<Probe> probes =
        Stream.concat(
                GAPS.stream().map(gaps -> gaps(gaps, made.window())),
                Stream.of("critical: 1d", "by: [half]").map(ManyWaysPropertyTest::staleness))
            .toList();
    ProbeContext plain = context(1, now);
    List<Object> alone = probes.stream().map(probe -> reading(probe, plain)).toList();

    SqlSession session = Databases.metered(connection);
    ProbeContext together = Contexts.of(session, now, Past.NONE);
    ((AsksAhead) session)
        .askAhead(
            probes.stream().<Runnable>map(probe -> () -> probe.ask(together)).toList(), TIMEOUT);
    assertThat(probes.stream().map(probe -> reading(probe, together)).toList()).isEqualTo(alone);
  }

  /** So many rows that DuckDB does read them with several threads, in row groups of 122,880. */
  @Property(tries = 3, seed = "1")
  void manyRowsAsWell(
      @ForAll @IntRange(min = 2, max = 4) int threads,
      @ForAll @IntRange(min = 1, max = 1_000_000) int seed,
      @ForAll("orders") String order)
      throws SQLException {
    Databases.execute(
        connection,
        "DROP VIEW IF EXISTS blocks",
        ("CREATE OR REPLACE TABLE rows AS SELECT n AS number, make_timestamp(1795000000000000 +"
                + " 12000000 * CASE WHEN hash(n + %1$d) %% 50000 = 3 THEN n - 100000 ELSE n END)"
                + " AS timestamp FROM (SELECT range AS n FROM range(260000) UNION ALL SELECT"
                + " range * 4001 FROM range(%1$d %% 60)) r WHERE hash(n * %1$d) %% 20000 > 1"
                + " ORDER BY %2$s")
            .formatted(seed, order.formatted(seed)),
        "CREATE VIEW blocks AS FROM rows");
    Instant now = Instant.ofEpochSecond(1_795_000_000L + 12 * 260_000);
    Probe probe = gaps("grace: 0s, settle: 0s, interval: {warning: 30s}, list: 1000");
    ProbeContext one = context(1, now);
    Object whole = reading(probe, one);
    List<String> missing = missing(probe, one);
    assertThat(missing).isNotEmpty();

    ProbeContext several = context(threads, now);
    assertThat(reading(probe, several)).isEqualTo(whole);
    assertThat(missing(probe, several)).isEqualTo(missing);
  }

  /** Appended, back-filled in large pieces, in small ones, and in no order at all. */
  @Provide
  Arbitrary<String> orders() {
    return Arbitraries.of(
        "number",
        "hash(number // 50000 + %d), number",
        "hash(number // 900 + %d), number",
        "hash(number + %d)");
  }

  /** A table {@code blocks}; returns when to look at it. */
  private static Instant create(List<RandomBlocks.Block> blocks, Made made) throws SQLException {
    Databases.execute(connection, "DROP VIEW IF EXISTS blocks");
    RandomBlocks.create(connection, blocks, "BIGINT");
    String number =
        made.nulls() == 0 ? "n" : "CASE WHEN n %% %d > 0 THEN n END".formatted(made.nulls());
    Databases.execute(
        connection,
        "CREATE OR REPLACE TABLE rows AS SELECT %s AS number, %s AS timestamp, n %% 2 AS half"
                .formatted(number, made.time())
            + " FROM (SELECT number AS n, timestamp // %1$d * %1$d AS t FROM blocks) b"
                .formatted(made.coarse()),
        "COPY (FROM rows LIMIT 100) TO '%s/1.parquet'".formatted(folder),
        "COPY (FROM rows OFFSET 100) TO '%s/2.parquet'".formatted(folder),
        "DROP TABLE blocks",
        "CREATE VIEW blocks AS " + made.form().replace("{}", folder.toString()));
    return Instant.ofEpochSecond(blocks.get(0).time() + made.afterTheFirst());
  }

  /** A window has room for two periods, where there are some. */
  private static Probe gaps(String settings, String window) {
    boolean narrow = settings.contains("every") && window.equals("40m");
    return gaps(settings + ", window: " + (narrow ? "4h" : window));
  }

  private static Probe gaps(String settings) {
    return probe(new GapsCheck(), settings);
  }

  private static Probe staleness(String settings) {
    return probe(new StalenessCheck(), settings);
  }

  private static Probe probe(CheckType type, String settings) {
    return type.probe(SettingsOf.yaml(type.shape(), "{table: blocks, " + settings + "}"));
  }

  private static ProbeContext context(int threads, Instant now) throws SQLException {
    Databases.execute(connection, "SET threads = " + threads);
    return Contexts.of(Databases.session(connection, Dialect.DUCKDB, threads), now, Past.NONE);
  }

  private static Object reading(Probe probe, ProbeContext context) {
    try {
      return probe.ask(context);
    } catch (SourceUnavailableException e) {
      return new Unavailable(String.valueOf(e.getMessage()), e.remedy());
    }
  }

  private static List<String> missing(Probe probe, ProbeContext context) {
    List<String> all = new ArrayList<>();
    try {
      ((ListsMissing) probe).eachMissing(context, range -> all.add(range.toString()));
    } catch (SourceUnavailableException e) {
      all.add(e.getMessage() + e.remedy());
    }
    return all;
  }
}
