package io.gapwatch.agent.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gapwatch.agent.FreePort;
import io.gapwatch.agent.cli.Ran;
import io.gapwatch.agent.secret.vault.VaultServer;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole: Prometheus, two Alertmanagers, node-exporter and Vault with the files that ship, a
 * second Prometheus that receives, and the agent with a fault.
 */
@Timeout(540)
class StackStoryIT {
  private final Path folder;
  private final WholeStack stack;
  private final List<AutoCloseable> open = new ArrayList<>();

  StackStoryIT(@TempDir Path folder) {
    this.folder = folder;
    this.stack = new WholeStack(folder);
    open.add(stack);
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @Test
  void aFaultIsSeenEverywhereAndToldOnce() throws Exception {
    assumeTrue(VaultServer.isThere(), "vault is not on the PATH: infra/tools/vault/install");
    VaultServer vault = kept(new VaultServer(Files.createDirectory(folder.resolve("vault"))));
    PostgresServer ledger = kept(PostgresServer.start());
    try (Connection rows =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + ledger.port() + "/postgres?user=postgres")) {
      Databases.execute(
          rows,
          "CREATE TABLE events AS SELECT generate_series(1, 1000) AS id",
          "ANALYZE",
          "GRANT pg_monitor TO watcher");
    }
    vault.put("gapwatch", Map.of("LEDGER", ledger.url()));
    People people = kept(new People());
    configureAgent(vault);
    run("quiet", 0);

    Path window = folder.resolve("alertmanager.yml");
    ShippedStack.alertmanager(window, people.port(), ShippedStack.ALWAYS);
    stack.startAlertmanagers(window);
    int receiver = FreePort.number();
    int prometheus = stack.startPrometheus(vault, people, receiver);

    // The secret came from Vault, or PostgreSQL would not have answered.
    run("chain", 1);
    Loopback.await(prometheus, "gapwatch_db_reachable_reachable{source=\"ledger\"} == 1");

    // The number is in Prometheus, and on the other node under this machine's name.
    String missing = "gapwatch_gaps_missing{check=\"holes\",job=\"chain\"}";
    assertThat(WholeStack.value(Loopback.await(prometheus, missing))).isEqualTo("3");
    assertThat(
            WholeStack.value(
                Loopback.await(receiver, missing.replace("{", "{machine=\"gapwatch\","))))
        .isEqualTo("3");
    Loopback.await(receiver, "ALERTS{alertname=\"GapwatchCheckFails\",alertstate=\"firing\"}");

    // Both Alertmanagers have the alert. In the window they tell nobody of it.
    for (int port : stack.alertmanagers()) {
      WholeStack.awaitAlert(port, "GapwatchCheckFails", "active");
    }
    stack.control("Before");
    people.await("team: Before");
    assertThat(people.told()).doesNotContain("page: GapwatchCheckFails");

    // After the window one of them does, and the other, which would, sees that it was done.
    Map<Integer, Double> asked = new LinkedHashMap<>();
    for (int port : stack.alertmanagers()) {
      asked.put(port, WholeStack.looksIntoTheLog(prometheus, port));
    }
    ShippedStack.alertmanager(window, people.port(), ShippedStack.NEVER);
    for (int port : stack.alertmanagers()) {
      assertThat(Loopback.post("http://127.0.0.1:" + port + "/-/reload", "")).isEqualTo(200);
    }
    people.await("page: GapwatchCheckFails");
    for (int port : stack.alertmanagers()) {
      while (WholeStack.looksIntoTheLog(prometheus, port) < asked.getOrDefault(port, 0.0) + 2) {
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
    assertThat(people.told()).containsExactly("team: Before", "page: GapwatchCheckFails");

    everyPanelHasData(prometheus);
    everyRuleAsksForWhatIsThere(prometheus);

    // A database that goes takes its checks with it: one page.
    ledger.close();
    run("chain", 2);
    people.await("page: DatabaseDown");
    for (int port : stack.alertmanagers()) {
      WholeStack.awaitInhibited(port, "up");
    }
    assertThat(people.told())
        .containsExactly("team: Before", "page: GapwatchCheckFails", "page: DatabaseDown");

    assertUseIsBelowTheLimits(vault);
  }

  /** Asked fifteen times as often as shipped; docs/stack.md has the figures. */
  private void assertUseIsBelowTheLimits(VaultServer vault) throws IOException {
    List<ProcessHandle> running = new ArrayList<>(stack.running());
    running.add(vault.handle());
    Map<String, Long> limits = ShippedStack.limits();
    Set<String> seen = new TreeSet<>();
    for (ProcessHandle each : running) {
      String name = Loopback.name(each).replaceFirst("^prometheus-", "");
      long bytes = Loopback.mostMemory(each);
      System.out.printf(
          "%s held %d MiB at most, and took %.1f s of processor since %s (now %s)%n",
          name,
          bytes >> 20,
          each.info().totalCpuDuration().orElseThrow().toMillis() / 1000.0,
          each.info().startInstant().orElseThrow(),
          Instant.now());
      assertThat(bytes).as(name).isBetween(1L << 20, limits.getOrDefault(name, 0L));
      seen.add(name);
    }
    assertThat(seen).containsExactly("alertmanager", "node-exporter", "prometheus", "vault");
  }

  private void configureAgent(VaultServer vault) throws IOException, SQLException {
    Path id = Files.writeString(folder.resolve("secret-id"), vault.secretId());
    Files.setPosixFilePermissions(id, PosixFilePermissions.fromString("rw-------"));
    Files.createDirectories(stack.textfiles());
    long now = Instant.now().getEpochSecond();
    try (Connection rows =
        DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("rows.duckdb"))) {
      Databases.execute(
          rows,
          "CREATE TABLE blocks AS SELECT range + 1000 AS number, %d - 12 * (1000 - range) AS timestamp FROM range(1000)"
              .formatted(now),
          "CREATE TABLE holes AS SELECT * FROM blocks WHERE number NOT IN (1100, 1200, 1201)");
    }
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        version: 1
        secrets: {from: vault, address: "%s", path: gapwatch, role: %s, secretIdFile: secret-id}
        metrics: {textfile: textfiles/gapwatch.prom}
        sources:
          rows: {type: duckdb, url: rows.duckdb}
          ledger: {type: postgres, url: "${secret:LEDGER}"}
        channels:
          own: {type: command, program: ["/bin/true"]}
        jobs:
          quiet:
            schedule: "0 * * * *"
            notify: [own]
            checks: [{id: fresh, type: staleness, source: rows, table: blocks, warning: 7d, critical: 30d}]
          chain:
            schedule: "0 * * * *"
            notify: [own]
            checks:
              - {id: holes, type: gaps, source: rows, table: holes}
              - {id: up, type: db-reachable, source: ledger, warning: 1m, connectTime: {warning: 1m}}
              - {id: connections, type: db-connections, source: ledger}
              - {id: size, type: db-size, source: ledger}
        """
            .formatted(vault.address(), vault.role()));
  }

  private void run(String job, int code) {
    Ran ran = Ran.gapwatch(folder, "run", job, "--now", Instant.now().toString());
    assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(code);
  }

  private static void everyPanelHasData(int prometheus) throws IOException, InterruptedException {
    Map<String, String> queries = new TreeMap<>();
    Dashboard.all().forEach(each -> queries.putAll(each.queries()));
    assertThat(queries).hasSizeGreaterThan(30);
    for (Map.Entry<String, String> each : queries.entrySet()) {
      awaitOrSay(prometheus, each.getValue(), each.getKey());
    }
  }

  private static void everyRuleAsksForWhatIsThere(int prometheus)
      throws IOException, InterruptedException {
    TreeSet<String> asked = new TreeSet<>(Metrics.asked());
    asked.removeIf(name -> name.startsWith("gapwatch_"));
    assertThat(asked).hasSizeGreaterThan(25);
    for (String name : asked) {
      awaitOrSay(prometheus, name, "a rule or a panel asks for it");
    }
  }

  private static void awaitOrSay(int prometheus, String expression, String who)
      throws IOException, InterruptedException {
    // Two samples of each are needed for a rate; thirty scrapes are more than enough.
    for (int tries = 0; tries < 300; tries++) {
      if (!Loopback.query(prometheus, expression).isEmpty()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    assertThat(expression).as(who).isEqualTo("a query that has data");
  }

  private <T extends AutoCloseable> T kept(T each) {
    open.add(0, each);
    return each;
  }
}
