package io.gapwatch.agent.offchain;

import static io.gapwatch.agent.offchain.OperatorsMachine.HOUR;
import static io.gapwatch.agent.offchain.OperatorsMachine.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.offchain.OperatorsMachine.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A database of the operators that is down, hangs, is another one or is locked, and what is told of
 * it.
 */
class OperatorsDatabaseIT extends OnOperatorsMachine {
  OperatorsDatabaseIT(@TempDir Path folder) throws IOException, SQLException {
    super(new OperatorsMachine(folder).withDatabase());
  }

  /** Theirs sent three: unreachable, no events, no epoch in 277 hours. */
  @Test
  void aDatabaseThatIsDownIsOneMessage() throws IOException {
    Checks checks = offchain(NOBODY).run("offchain", NOW);

    assertThat(checks.of("database").status()).isEqualTo(Status.CRITICAL);
    assertThat(checks.texts("database")).contains("events, sealing, mapping");
    assertThat(List.of(checks.of("events"), checks.of("sealing"), checks.of("mapping")))
        .allMatch(check -> check.skippedFor().equals(Optional.of("database")));
  }

  /** Theirs asked another database than the services wrote to, and every failure was a zero. */
  @Test
  void aDatabaseThatIsNotThereIsNamed() throws IOException {
    Checks checks =
        machine.site("operations", machine.address("attention_oracle")).run("database", NOW);

    assertThat(checks.texts("database")).contains("attention_oracle");
    assertThat(checks.all()).noneMatch(check -> check.status() == Status.OK);
  }

  /** Theirs threw, and tried again every five seconds without a word. */
  @ParameterizedTest
  @CsvSource({"'', UNKNOWN", "postgres://watcher@, CRITICAL"})
  void anAddressThatIsNoneIsTold(String url, Status status) throws IOException {
    assertThat(offchain(url).run("offchain", NOW).of("database").status()).isEqualTo(status);
  }

  /** Theirs hung with it, and nobody watched the monitor. */
  @Test
  void aDatabaseThatHangsDoesNotHangTheRun() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Checks checks =
          machine
              .site(
                  "offchain",
                  "postgres://watcher@127.0.0.1:%d/twzrd".formatted(silent.getLocalPort()),
                  OperatorsDatabaseIT::impatient)
              .run("offchain", NOW);

      assertThat(checks.of("database").status()).isNotEqualTo(Status.OK);
      assertThat(checks.texts("database")).contains("timed out", "events, sealing, mapping");
    }
  }

  @Test
  void aTableThatIsLockedHidesNoOther() throws IOException, SQLException {
    String url = machine.database("SELECT 1");
    try (Connection other = machine.admin(url.substring(url.lastIndexOf('/') + 1));
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE sealed_epochs IN ACCESS EXCLUSIVE MODE");

      Checks checks =
          machine.site("offchain", url, OperatorsDatabaseIT::impatient).run("offchain", NOW);

      assertThat(checks.of("sealing").status()).isEqualTo(Status.UNKNOWN);
      assertThat(checks.texts("sealing")).contains("sealed_epochs", "pg_stat_activity");
      assertThat(checks.of("events").status()).isEqualTo(Status.OK);
    }
  }

  private static String impatient(String text) {
    return text.replace("source: ledger, dependsOn", "source: ledger, timeout: 2s, dependsOn")
        .replace("source: ledger, warning", "source: ledger, timeout: 2s, warning")
        .replace("        source: ledger\n", "        source: ledger\n        timeout: 2s\n");
  }

  /** Theirs sent it anew at every run, and never that it was over. */
  @Test
  void aFailureIsToldOnceAndThatItIsOver() throws IOException, SQLException {
    List<String> told = new CopyOnWriteArrayList<>();
    HttpServer hook =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext(
        "/",
        exchange -> {
          told.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    hook.start();
    try {
      String url =
          machine.database(
              "DELETE FROM sealed_epochs WHERE token_group = 'MILO' AND epoch >= HOUR - 14400");
      Site site = machine.site("offchain", url, text -> onlySealing(text, hook.getAddress()));

      site.run("offchain", NOW);
      assertThat(told).singleElement().asString().contains("newest epoch of milo");
      site.run("offchain", NOW.plus(Duration.ofMinutes(4)));
      assertThat(told).hasSize(1);
      try (Connection admin = machine.admin(url.substring(url.lastIndexOf('/') + 1));
          Statement statement = admin.createStatement()) {
        statement.execute(
            """
            INSERT INTO sealed_epochs (epoch, channel, sealed_at, token_group)
              SELECT DISTINCT epoch, channel, epoch + 3720, token_group FROM channel_participation
              WHERE epoch < %d ON CONFLICT DO NOTHING\
            """
                .formatted(HOUR.getEpochSecond()));
      }
      site.run("offchain", NOW.plus(Duration.ofMinutes(8)));
      site.run("offchain", NOW.plus(Duration.ofMinutes(9)));
      assertThat(told).hasSize(2);
      assertThat(told.get(1)).contains("resolved");
    } finally {
      hook.stop(0);
    }
  }

  /** Nothing but the database, told to one program. */
  private static String onlySealing(String text, InetSocketAddress hook) {
    return text.replaceFirst(
            "phone: \\{type: pushover.*",
            "phone: {type: webhook, url: \"http://127.0.0.1:%d/\"}".formatted(hook.getPort()))
        .replaceFirst("  deadman: .*", "")
        .replaceFirst("notify: \\[phone, deadman]", "notify: [ phone ]")
        .replaceFirst("(?s)      # 1\\. Process health.*?(      # 2\\. Database)", "$1")
        .replaceFirst("(?s)      # 5\\. Resources.*", "")
        // This machine may be busy.
        .replace("warning: \">500ms\"", "warning: off, connectTime: off");
  }
}
