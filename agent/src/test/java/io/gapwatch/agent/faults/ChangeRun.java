package io.gapwatch.agent.faults;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.demo.HealthchecksServer;
import io.gapwatch.agent.demo.PushoverServer;
import io.gapwatch.agent.demo.WatchedCheck;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.run.JobRun;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.DuckDbType;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A run that finds rows missing, a change, and three more runs: what they tell. */
final class ChangeRun implements AutoCloseable {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  private static final String TOKEN = "azGDORePK8gMaC0QOYAMyEEuzJnyUi";
  private static final String USER = "uQiRzpo4DXghDmr9QzzfQu27cmVRsG";

  private final Change change;
  private final Path folder;
  private final PushoverServer phone = new PushoverServer(TOKEN, USER);
  private final HealthchecksServer server;
  private final WatchedCheck deadMan;

  /**
   * What the three runs told.
   *
   * @param verdicts of each
   * @param pings the last signal of each
   * @param messages what reached the phone
   */
  record Outcome(
      List<Status> verdicts, List<String> pings, List<PushoverServer.Arrived> messages) {}

  private ChangeRun(Change change, Path folder) {
    this.change = change;
    this.folder = folder;
    this.server =
        new HealthchecksServer(
            new HealthchecksServer.Setup("ping-key", 100_000, false),
            Clock.fixed(NOW, ZoneOffset.UTC));
    this.deadMan = server.create("chain", Duration.ofHours(3), Duration.ofHours(9));
  }

  /** In this folder, which is new. */
  static Outcome of(Change change, Path folder) throws Exception {
    try (ChangeRun run = new ChangeRun(change, folder)) {
      return run.outcome();
    }
  }

  private Outcome outcome() throws Exception {
    create("chain.duckdb");
    create("other.duckdb");
    execute("chain.duckdb", "DELETE FROM blocks WHERE number BETWEEN 400 AND 409");
    configure(Change.NONE);
    if (run(NOW) != Status.CRITICAL) {
      throw new IllegalStateException("the hole was not found");
    }
    int told = phone.messages().size();
    happen();
    configure(change);
    List<Status> verdicts = new ArrayList<>();
    List<String> pings = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      verdicts.add(run(NOW.plus(i == 0 ? change.first() : change.later().plusHours(i))));
      pings.add(lastPing());
    }
    return new Outcome(verdicts, pings, phone.messages().stream().skip(told).toList());
  }

  private void happen() throws IOException, SQLException {
    if (!change.sql().isEmpty()) {
      execute("chain.duckdb", change.sql().split("; "));
    }
    switch (change) {
      case DAMAGED -> Files.writeString(folder.resolve("chain.duckdb"), "something else");
      case HISTORY -> {
        try (DirectoryStream<Path> files =
            Files.newDirectoryStream(folder.resolve("state"), "history.db*")) {
          for (Path file : files) {
            Files.delete(file);
          }
        }
      }
      default -> {}
    }
  }

  private Status run(Instant now) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    Environment environment = new Environment(Map.of("TOKEN", TOKEN, "USER", USER), clock, folder);
    return new JobRun(environment, Agent.options())
        .run(
            new Configs(environment).load(Optional.empty(), Optional.empty()),
            "chain",
            now,
            RunListener.SILENT)
        .orElseThrow()
        .status();
  }

  private String lastPing() {
    return server.pings(deadMan).stream()
        .reduce((earlier, last) -> last)
        .orElseThrow()
        .signal()
        .name()
        .toLowerCase(Locale.ROOT);
  }

  /** A row an hour, in two tables that are the same. */
  private void create(String file) throws SQLException {
    execute(
        file,
        "CREATE TABLE whole AS SELECT i AS number, TIMESTAMP '2026-11-20 23:00:00'"
            + " - to_hours(1000 - i) AS timestamp FROM range(1, 1001) t(i)",
        "CREATE TABLE blocks AS SELECT * FROM whole");
  }

  private void execute(String file, String... statements) throws SQLException {
    try (Connection writer = DuckDbType.writer(folder.resolve(file))) {
      Databases.execute(writer, statements);
    }
  }

  private void configure(Change now) throws IOException {
    String check =
        now == Change.CHECK
            ? ""
            : "      - {id: blocks, type: gaps, source: %s, table: %s%s}\n"
                .formatted(now.source(), now.table(), now.settings());
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        version: 1
        state: state
        sources:
          chain: {type: duckdb, url: chain.duckdb}
          other: {type: duckdb, url: other.duckdb}
        channels:
          phone: {type: pushover, token: "${secret:TOKEN}", user: "${secret:USER}", api: "%s"}
          deadman: {type: healthchecks, url: "%s"}
        jobs:
          chain:
            schedule: "7 0 20 12 *"
            notify: [phone, deadman]
            checks:
              - {id: other, type: gaps, source: other, table: whole}
        %s\
        """
            .formatted(phone.uri(), server.pingUrl(deadMan), check));
  }

  @Override
  public void close() {
    phone.close();
    server.close();
  }
}
