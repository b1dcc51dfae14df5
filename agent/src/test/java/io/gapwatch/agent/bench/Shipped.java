package io.gapwatch.agent.bench;

import io.gapwatch.agent.app.CheckTypes;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.app.SourceTypes;
import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.schema.Tagged;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.SourceType;
import io.gapwatch.agent.source.sql.SqlSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The checks as they ship: loaded from a configuration, asked and judged on one session. */
final class Shipped implements AutoCloseable {
  /** The default of the source. */
  static final String LITTLE = "96MB";

  /** Enough for the guide's queries to sort in memory. */
  static final String PLENTY = "2GB";

  private static final Duration TIMEOUT = Duration.ofMinutes(30);

  private final Instant now;
  private final Config config;
  private final SqlSession session;

  private Shipped(Instant now, Config config, SqlSession session) {
    this.now = now;
    this.config = config;
    this.session = session;
  }

  static Shipped open(BlockFile file, Path database, int threads, String memory)
      throws IOException {
    return open(configure(file, database, threads, memory), file.now());
  }

  /** What this configuration of one source says, at this time. */
  static Shipped open(Path yaml, Instant now) throws IOException {
    Environment environment =
        new Environment(Map.of(), Clock.systemUTC(), Objects.requireNonNull(yaml.getParent()));
    Config config = new Configs(environment).load(Optional.of(yaml), Optional.empty());
    return new Shipped(now, config, connect(config));
  }

  /** Writes the configuration beside the file. */
  static Path configure(BlockFile file, Path database, int threads, String memory)
      throws IOException {
    Path yaml = database.resolveSibling(database.getFileName() + "." + threads + ".yaml");
    Files.writeString(
        yaml,
        """
        version: 1
        state: state
        sources:
          chain: {type: duckdb, url: "%s", threads: %d, memory: %s}
        jobs:
          bench:
            schedule: "0 * * * *"
            checks:
              - {id: blocks, type: gaps, source: chain, table: blocks, chain: ethereum, window: %dd, sweep: 24h, timeout: 30m}
              - {id: freshness, type: staleness, source: chain, table: blocks, chain: ethereum, timeout: 30m}
        """
            .formatted(database.getFileName(), threads, memory, file.window().toDays()));
    return yaml;
  }

  private static SqlSession connect(Config config) {
    Tagged source = Objects.requireNonNull(config.sources().get("chain"));
    SourceType type =
        SourceTypes.all().stream()
            .filter(t -> t.type().equals(source.type()))
            .findFirst()
            .orElseThrow();
    SourceType.Origin origin =
        new SourceType.Origin(
            "chain",
            config,
            name -> {
              throw new IllegalStateException("a file needs no secret");
            });
    return (SqlSession) type.create(origin, source.settings()).open(Duration.ofSeconds(10));
  }

  SqlSession session() {
    return session;
  }

  /** All rows of the window and the newest one, as at a first run. */
  Workload all() {
    return new Workload("gaps and staleness, all rows", () -> run(Past.NONE));
  }

  /** The same with what an earlier run left for this one. */
  Workload news(Past past) {
    return new Workload("gaps and staleness, 3 h after a healthy run", () -> run(past));
  }

  /** One of the checks, as at a first run. */
  Workload only(String name, String id) {
    return new Workload(name, () -> healthy(check(id), Past.NONE));
  }

  /** What a run leaves for the next one. */
  Past left() {
    return Contexts.left(healthy(check("blocks"), Past.NONE).measured(), now);
  }

  private void run(Past past) {
    healthy(check("blocks"), past);
    healthy(check("freshness"), Past.NONE);
  }

  private CheckConfig check(String id) {
    return config.checks().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }

  private CheckResult healthy(CheckConfig check, Past past) {
    CheckType type =
        CheckTypes.all().stream()
            .filter(t -> t.type().equals(check.type()))
            .findFirst()
            .orElseThrow();
    ProbeContext context = Contexts.of(session, now, TIMEOUT, past);
    Judge.Check described =
        new Judge.Check(
            check.id(),
            check.type(),
            check.source(),
            type.title(),
            type.metrics().limits(check.settings()));
    CheckResult result =
        new Judge().judge(described, type.probe(check.settings()).ask(context), now);
    if (result.status() != Status.OK) {
      throw new IllegalStateException(check.id() + " must be ok, but: " + result.findings());
    }
    return result;
  }

  @Override
  public void close() {
    session.close();
  }
}
