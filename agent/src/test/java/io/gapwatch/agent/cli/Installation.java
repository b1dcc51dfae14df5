package io.gapwatch.agent.cli;

import io.gapwatch.agent.demo.HealthchecksServer;
import io.gapwatch.agent.demo.PushoverServer;
import io.gapwatch.agent.demo.WatchedCheck;
import io.gapwatch.agent.source.sql.Databases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An installation whose table is an hour old, with stand-ins for phone and dead-man's switch. */
abstract class Installation {
  static final String TOKEN = "azGDORePK8gMaC0QOYAMyEEuzJnyUi";
  static final String USER = "uQiRzpo4DXghDmr9QzzfQu27cmVRsG";

  final Path folder;
  final PushoverServer phone = new PushoverServer(TOKEN, USER);
  final HealthchecksServer deadMan =
      new HealthchecksServer(
          new HealthchecksServer.Setup("ping-key", 100_000, false),
          Clock.fixed(Ran.NOW, ZoneOffset.UTC));
  final WatchedCheck check = deadMan.create("chain", Duration.ofHours(3), Duration.ofHours(9));

  Installation(Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  final void install() throws Exception {
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        version: 1
        state: state
        sources:
          ethereum: {type: duckdb, url: chain.duckdb}
        channels:
          phone: {type: pushover, token: "${secret:TOKEN}", user: "${secret:USER}", api: "%s", timeout: 2m}
          deadman: {type: healthchecks, url: "${secret:PING_URL}"}
        jobs:
          chain:
            schedule: "7 */3 * * *"
            notify: [phone, deadman]
            checks:
              - {id: freshness, type: staleness, source: ethereum, table: blocks, chain: ethereum}
        """
            .formatted(phone.uri()));
    try (Connection writer =
        DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("chain.duckdb"))) {
      Databases.execute(
          writer,
          "CREATE TABLE blocks AS SELECT 1 AS number, TIMESTAMP '2026-11-20 23:00:00' AS"
              + " timestamp");
    }
  }

  @AfterEach
  final void close() {
    phone.close();
    deadMan.close();
  }

  Ran gapwatch(String... arguments) {
    return Ran.gapwatch(
        folder,
        Map.of("TOKEN", TOKEN, "USER", USER, "PING_URL", deadMan.pingUrl(check).toString()),
        false,
        arguments);
  }
}
