package io.gapwatch.agent.faults;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.demo.HealthchecksServer;
import io.gapwatch.agent.demo.PushoverServer;
import io.gapwatch.agent.demo.WatchedCheck;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.run.JobRun;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.DuckDbType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One run with one part of it spoilt: how long it took, and what was told to whom. */
final class FaultRun {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  private static final String TOKEN = "azGDORePK8gMaC0QOYAMyEEuzJnyUi";
  private static final String USER = "uQiRzpo4DXghDmr9QzzfQu27cmVRsG";

  /**
   * What became of it.
   *
   * @param wall how long it took
   * @param exitCode of the run
   * @param pings the signals that the switch received, in order
   * @param messages how many messages reached the phone
   * @param said what the run said of the matter, if it ended without a result
   */
  record Outcome(Duration wall, int exitCode, List<String> pings, int messages, String said) {}

  private FaultRun() {}

  /**
   * How long a run may take.
   *
   * @param deadline the job's
   * @param margin in which people and the switch are told
   */
  record Time(Duration deadline, Duration margin) {}

  /** Runs it in this folder, which is new. */
  @SuppressWarnings("try") // What is spoilt is held, not used.
  static Outcome of(Fault fault, Path folder, Time time) throws Exception {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    try (PushoverServer phone = new PushoverServer(TOKEN, USER);
        HealthchecksServer server =
            new HealthchecksServer(
                new HealthchecksServer.Setup("ping-key", 100_000, false), clock);
        BadServer bad = fault.drips() ? BadServer.dripping(fault.first()) : BadServer.silent()) {
      WatchedCheck check = server.create("chain", Duration.ofHours(3), Duration.ofHours(9));
      write(folder, fault, time, phone, server.pingUrl(check).toString(), bad);
      Environment environment =
          new Environment(
              Map.of("TOKEN", TOKEN, "USER", USER, "PAGE", bad.uri() + "/p/token/"), clock, folder);
      // A first run, so that there is a history; then the one that counts.
      if (fault == Fault.HISTORY_HELD) {
        run(environment, time);
      }
      int before = server.pings(check).size();
      int messages = phone.messages().size();
      try (AutoCloseable spoilt = fault.spoil(folder)) {
        long begin = System.nanoTime();
        String said = "";
        int code = 2;
        try {
          code =
              (fault.isOfUpkeep() ? upkeep(environment, time) : run(environment, time))
                  .map(RunResult::exitCode)
                  .orElse(0);
        } catch (GapwatchException e) {
          said = String.valueOf(e.getMessage());
        }
        Duration wall = Duration.ofNanos(System.nanoTime() - begin);
        List<String> pings =
            server.pings(check).stream()
                .skip(before)
                .map(ping -> ping.signal().name().toLowerCase(Locale.ROOT))
                .toList();
        return new Outcome(wall, code, pings, phone.messages().size() - messages, said);
      }
    }
  }

  private static Optional<RunResult> run(Environment environment, Time time) {
    return new JobRun(environment, Agent.options().withMargin(time.margin()))
        .run(
            new Configs(environment).load(Optional.empty(), Optional.empty()),
            "chain",
            NOW,
            RunListener.SILENT);
  }

  private static Optional<RunResult> upkeep(Environment environment, Time time) {
    return new JobRun(environment, Agent.options().withMargin(time.margin()))
        .upkeep(
            new Configs(environment).load(Optional.empty(), Optional.empty()),
            "vacuum",
            NOW,
            RunListener.SILENT,
            false);
  }

  private static void write(
      Path folder, Fault fault, Time time, PushoverServer phone, String pingUrl, BadServer bad)
      throws Exception {
    boolean badSwitch = fault == Fault.SWITCH_SILENT || fault == Fault.SWITCH_DRIPS;
    boolean vault = fault == Fault.VAULT_SILENT || fault == Fault.VAULT_DRIPS;
    String phones =
        switch (fault) {
          case PHONES_SILENT ->
              phone("phone", bad.uri())
                  + phone("b", bad.uri())
                  + phone("c", bad.uri())
                  + phone("d", bad.uri());
          case PHONE_DRIPS -> phone("phone", phone.uri().toString()) + phone("b", bad.uri());
          case ALERTMANAGER_SILENT, ALERTMANAGER_DRIPS ->
              phone("phone", phone.uri().toString())
                  + "  b: {type: alertmanager, url: \"%s\"}\n".formatted(bad.uri());
          case COMMAND_SILENT ->
              phone("phone", phone.uri().toString())
                  + "  b: {type: command, program: [/bin/sleep, \"1000\"]}\n";
          case MAIL_SILENT, MAIL_DRIPS ->
              phone("phone", phone.uri().toString())
                  + "  b: {type: email, server: \"smtp://127.0.0.1:%d\", from: a@example.org, to: [b@example.org]}\n"
                      .formatted(bad.port());
          default -> phone("phone", phone.uri().toString());
        };
    String notify =
        switch (fault) {
          case PHONES_SILENT -> "phone, b, c, d";
          case PHONE_DRIPS,
              ALERTMANAGER_SILENT,
              ALERTMANAGER_DRIPS,
              COMMAND_SILENT,
              MAIL_SILENT,
              MAIL_DRIPS ->
              "phone, b";
          default -> "phone";
        };
    String whole =
        vault
            ? """
            secrets:
              from: oci-vault
              vault: ocid1.vault.oc1.eu-frankfurt-1.example
              auth: instance-principal
              endpoints: {metadata: "%s/opc/v2/"}
            """
                .formatted(bad.uri())
            : switch (fault) {
              case HASHICORP_SILENT, HASHICORP_DRIPS ->
                  "secrets: {from: vault, address: \"%s\", path: gapwatch, token: \"${env:TOKEN}\"}\n"
                      .formatted(bad.uri());
              case TOKEN_PIPE ->
                  "secrets: {from: vault, address: \"http://127.0.0.1:1\", path: gapwatch,"
                      + " tokenFile: token}\n";
              case LINK_KEY_PIPE -> "serve: {address: \"https://status.example.org\"}\n";
              case UPKEEP_SILENT, UPKEEP_DRIPS ->
                  """
                  upkeep:
                    vacuum:
                      type: vacuum
                      source: ledger
                      schedule: "0 3 * * 3"
                      deadline: %ds
                      notify: [phone, deadman]
                  """
                      .formatted(time.deadline().toSeconds());
              case SECRETS_PIPE -> "secrets: {from: file, path: secrets.env}\n";
              case PAGE_SILENT, PAGE_DRIPS -> "page: {to: www, publish: \"${secret:PAGE}\"}\n";
              case DRAFTS_PIPE -> "page: {to: www}\nmetrics: {textfile: metrics/gapwatch.prom}\n";
              default -> "";
            };
    String other =
        switch (fault) {
          case DATABASE_SILENT, DATABASE_DRIPS, UPKEEP_SILENT, UPKEEP_DRIPS ->
              "  ledger: {type: postgres, url: \"postgres://u:p@127.0.0.1:%d/ledger\"}\n"
                  .formatted(bad.port());
          case REDIS_SILENT, REDIS_DRIPS ->
              "  cache: {type: redis, url: \"redis://127.0.0.1:%d\"}\n".formatted(bad.port());
          case SITE_SILENT, SITE_DRIPS ->
              "  site: {type: http, url: \"%s\"}\n".formatted(bad.uri());
          case SITE_CA_PIPE -> "  site: {type: http, url: \"https://127.0.0.1:1\", ca: ca.pem}\n";
          case PM2_SILENT -> pm2(folder);
          case LOG_PIPE ->
              "  logs: {type: logs, files: [\"%s\"]}\n".formatted(folder.resolve("app.log"));
          default -> "";
        };
    String otherCheck =
        switch (fault) {
          case DATABASE_SILENT, DATABASE_DRIPS -> sql("ledger", "SELECT 1");
          case REDIS_SILENT, REDIS_DRIPS -> check("redis, source: cache");
          case SITE_SILENT, SITE_DRIPS, SITE_CA_PIPE -> check("http, source: site");
          case PM2_SILENT -> check("processes, source: workers, expect: [app]");
          case LOG_PIPE -> check("log-errors, source: logs, warning: \">0\"");
          case DATABASE_SLOW ->
              sql(
                  "chain",
                  "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range +"
                      + " b.range = 1");
          case DATABASE_ENDLESS ->
              sql(
                  "chain",
                  "SELECT max(length(n::VARCHAR)) FROM (WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL"
                      + " SELECT n + 1 FROM t) SELECT n FROM t)");
          default -> "";
        };
    String config =
        """
        version: 1
        state: state
        %ssources:
          chain: {type: duckdb, url: chain.duckdb}
        %schannels:
        %s  deadman: {type: healthchecks, url: "%s"}
        jobs:
          chain:
            schedule: "7 */3 * * *"
            deadline: %ds
            notify: [%s, deadman]
            checks:
              - {id: freshness, type: staleness, source: chain, table: blocks}
        %s\
        """
            .formatted(
                whole,
                other,
                phones,
                badSwitch ? bad.uri() + "/ping/0" : pingUrl,
                time.deadline().toSeconds(),
                notify,
                otherCheck);
    Files.writeString(folder.resolve("gapwatch.yaml"), config);
    write(folder.resolve("token"), TOKEN);
    write(folder.resolve("secrets.env"), "TOKEN=%s\nUSER=%s\n".formatted(TOKEN, USER));
    try (Connection writer = DuckDbType.writer(folder.resolve("chain.duckdb"))) {
      Databases.execute(
          writer,
          "CREATE TABLE blocks AS SELECT 1 AS number, TIMESTAMP '2026-11-20 20:00:00' AS"
              + " timestamp");
    }
  }

  private static void write(Path file, String secret) throws IOException {
    Files.writeString(file, secret);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static String pm2(Path folder) throws IOException {
    Path program = Files.writeString(folder.resolve("pm2"), "#!/bin/sh\nexec sleep 1000\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return "  workers: {type: pm2, home: \"%s\", program: \"%s\"}\n"
        .formatted(folder.resolve("home"), program);
  }

  private static String check(String typeAndSource) {
    return "      - {id: other, type: %s}\n".formatted(typeAndSource);
  }

  private static String sql(String source, String query) {
    return "      - {id: value, type: sql, source: %s, query: \"%s\", warning: \">1\"}\n"
        .formatted(source, query);
  }

  private static String phone(String name, String api) {
    return "  %s: {type: pushover, token: \"${secret:TOKEN}\", user: \"${secret:USER}\", api: \"%s\"}\n"
        .formatted(name, api);
  }
}
