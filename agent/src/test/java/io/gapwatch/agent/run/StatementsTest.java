package io.gapwatch.agent.run;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.GoldenFile;
import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Commit;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.Muting;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.source.SourceType;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.DuckDbType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many statements checks take where each is paid for, as at MotherDuck. */
class StatementsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:10:00Z");
  private static final Path PAGE =
      Path.of("").toAbsolutePath().resolveSibling("docs").resolve("configure.md");
  private static final Pattern PLACE =
      Pattern.compile("<!-- statements -->\n(.*?)<!-- end -->", Pattern.DOTALL);

  private static final String GAPS = "type: gaps, table: events";
  private static final Map<String, String> KINDS = kinds();

  private final Path folder;
  private final PaidByStatement source = new PaidByStatement();

  StatementsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("gaps", GAPS);
    kinds.put("gaps, a time column of whole numbers", "type: gaps, table: blocks");
    kinds.put("the same with unit", "type: gaps, table: blocks, unit: s");
    kinds.put("gaps with every", "type: gaps, table: hours, every: 1h");
    kinds.put("gaps with by", "type: gaps, table: prices, by: [symbol]");
    kinds.put("gaps, numbers are missing", "type: gaps, table: holes");
    kinds.put("gaps with by, numbers are missing", "type: gaps, table: holes, by: [half]");
    kinds.put("staleness", "type: staleness, table: events, critical: 1d");
    kinds.put("staleness, whole numbers", "type: staleness, table: blocks, critical: 1d");
    kinds.put("staleness with by", "type: staleness, table: prices, by: [symbol], critical: 1d");
    kinds.put("sql", "type: sql, query: SELECT count(*) FROM events, warning: <1");
    kinds.put("event-rate", "type: event-rate, table: events, timestamp: created_at");
    kinds.put("growth", "type: growth, table: events");
    kinds.put("db-schema", "type: db-schema, expect: {events: [id]}");
    kinds.put(
        "participants",
        "type: participants, table: hours, timestamp: ts, every: 1h, distinct: value, samples: 3");
    kinds.put("epochs", "type: epochs, table: seals, window: 24h");
    kinds.put(
        "epochs with participation and participants",
        "type: epochs, table: seals, window: 24h, samples: 3, participation: {table: parts},"
            + " participants: {table: parts}");
    return kinds;
  }

  @BeforeEach
  void makeTables() throws SQLException {
    String times = "TIMESTAMP '2026-11-21 12:06:00' - INTERVAL 1 minute * (30000 - i)";
    try (Connection file = DuckDbType.writer(folder.resolve("chain.duckdb"))) {
      Databases.execute(
          file,
          "CREATE TABLE events AS SELECT i AS id, "
              + times
              + " AS created_at FROM range(1, 30001) t(i)",
          "CREATE TABLE blocks AS SELECT (24000000 + i)::BIGINT AS number,"
              + " (1795262759 - 12 * (30000 - i))::BIGINT AS timestamp FROM range(1, 30001) t(i)",
          "CREATE VIEW prices AS SELECT id, created_at, s AS symbol FROM events, (VALUES ('a'),"
              + " ('b')) v(s)",
          "CREATE VIEW holes AS SELECT *, id % 2 AS half FROM events WHERE id NOT BETWEEN 100 AND"
              + " 110",
          "CREATE TABLE hours AS SELECT date_trunc('hour', "
              + times
              + ") AS ts, i AS value FROM range(1, 30001) t(i)",
          "CREATE TABLE seals AS SELECT 1795262400 - 3600 * i AS epoch, c AS channel, 'milo' AS"
              + " token_group, 1795262400 - 3600 * i + 3720 AS sealed_at, 1 AS published FROM"
              + " range(1, 49) t(i), (VALUES ('a'), ('b')) v(c)",
          "CREATE TABLE parts AS SELECT epoch, channel, token_group, 'user' || i AS user_hash"
              + " FROM seals, range(10) t(i)");
    }
  }

  @Test
  void tableOfTheDocumentsIsWhatEachKindTakes() throws IOException {
    String table =
        "\n| check | statements |\n|---|---:|\n"
            + KINDS.entrySet().stream()
                .map(kind -> "| %s | %d |\n".formatted(kind.getKey(), alone(kind.getValue())))
                .collect(joining());
    String renewed =
        PLACE
            .matcher(Files.readString(PAGE))
            .replaceFirst("<!-- statements -->\n" + table + "\n<!-- end -->");
    GoldenFile.check(PAGE, renewed);
  }

  private int alone(String check) {
    int before = source.statements();
    check(config(check));
    return source.statements() - before;
  }

  @Test
  void healthyChecksOfOneSourceTakeTwoTogether() {
    List<String> healthy = KINDS.values().stream().filter(kind -> !kind.contains("holes")).toList();
    RunResult result = check(config(healthy.toArray(String[]::new)));
    assertThat(result.checks()).hasSize(healthy.size());
    assertThat(source.statements()).isEqualTo(2);
  }

  @Test
  void theyFindWhatTheyFindAlone() {
    String[] all = KINDS.values().toArray(String[]::new);
    List<CheckResult> together = check(config(all)).checks();
    for (int i = 0; i < all.length; i++) {
      CheckResult alone = check(config(all[i])).checks().get(0);
      assertThat(together.get(i).summary()).as(all[i]).isEqualTo(alone.summary());
      assertThat(together.get(i).measured()).as(all[i]).isEqualTo(alone.measured());
    }
  }

  @Test
  void sweepTakesOneAfterAHealthyRun() {
    Config config = config("type: gaps, table: blocks, unit: s, sweep: 7d");
    remember(config, check(config));
    int before = source.statements();
    assertThat(
            check(config, NOW.plus(Duration.ofMinutes(30))).checks().get(0).facts().get(0).text())
        .contains("read now");
    assertThat(source.statements() - before).isEqualTo(1);
  }

  @Test
  void questionThatFailsHarmsNoOther() {
    RunResult result =
        check(config("type: sql, query: SELECT nothing FROM events, warning: <1", GAPS));
    assertThat(result.checks())
        .extracting(CheckResult::status)
        .containsExactly(Status.UNKNOWN, Status.OK);
    assertThat(result.checks().get(0).summary()).contains("nothing");
  }

  @Test
  void checkThatWaitsForAnotherSourceIsNotAskedAhead() {
    Config config =
        config(
            "type: sql, source: gone, query: SELECT 1, warning: <1",
            "type: gaps, table: events, dependsOn: c0");
    assertThat(check(config).checks().get(1).summary()).contains("it depends on c0");
    assertThat(source.statements()).isZero();
  }

  private Config config(String... checks) {
    StringBuilder yaml = new StringBuilder("version: 1\nsources:\n");
    yaml.append("  chain: {type: duckdb, url: chain.duckdb}\n");
    yaml.append("  gone: {type: postgres, url: \"postgres://u@127.0.0.1:1/x\"}\n");
    yaml.append("jobs:\n  all:\n    schedule: \"0 * * * *\"\n    checks:\n");
    for (int i = 0; i < checks.length; i++) {
      yaml.append("      - {id: c%d, ".formatted(i))
          .append(checks[i].contains("source: ") ? "" : "source: chain, ")
          .append(checks[i])
          .append("}\n");
    }
    try {
      Path file = Files.writeString(folder.resolve("gapwatch.yaml"), yaml);
      return new Configs(environment())
          .load(Optional.of(file), Optional.of(folder.resolve("state")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RunResult check(Config config) {
    return check(config, NOW);
  }

  private RunResult check(Config config, Instant now) {
    Types types = Agent.types();
    List<SourceType> sources = new ArrayList<>();
    types.sources().forEach(it -> sources.add(it.type().equals(source.type()) ? source : it));
    Types paid =
        new Types(types.checks(), sources, types.channels(), types.secretStores(), types.actions());
    return new ManualChecks(environment(), paid).run(config, List.of(), now, RunListener.SILENT);
  }

  private static void remember(Config config, RunResult result) {
    Run run =
        Run.started("first", "all", result.startedAt())
            .ended(result.startedAt(), result.status(), result.exitCode());
    try (History history = History.open(config.state())) {
      history.commit(
          new Commit(
              run, result.checks(), new Advance(List.of(), List.of()), List.of(), Muting.NONE));
    }
  }

  private Environment environment() {
    return new Environment(Map.of(), Clock.fixed(NOW, ZoneOffset.UTC), folder);
  }
}
