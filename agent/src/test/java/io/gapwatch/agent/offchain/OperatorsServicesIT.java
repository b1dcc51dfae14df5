package io.gapwatch.agent.offchain;

import static io.gapwatch.agent.offchain.OperatorsMachine.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.offchain.OperatorsMachine.Site;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.source.redis.RealRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What their night watch printed and did not judge, and a gateway that served half of them. */
class OperatorsServicesIT extends OnOperatorsMachine {
  private final Path folder;

  OperatorsServicesIT(@TempDir Path folder) throws IOException, SQLException {
    super(new OperatorsMachine(folder).withDatabase());
    this.folder = folder;
  }

  /** Theirs counted the signs in its own log, and found warnings in a clean night. */
  @Test
  void aCleanNightIsClean() throws IOException, SQLException {
    try (RealRedis redis = RealRedis.start(Files.createTempDirectory(folder, "redis"))) {
      Site site = night("redis://127.0.0.1:" + redis.port());
      site.run("overnight", NOW.minus(Duration.ofHours(2)));

      Checks checks = site.run("overnight", NOW);

      assertThat(checks.all())
          .isNotEmpty()
          .allMatch(check -> check.status() == Status.OK && check.findings().isEmpty());
      // Theirs printed these as well.
      assertThat(checks.of("cache").facts()).extracting(Fact::label).contains("Keys");
      assertThat(checks.of("sealing").facts())
          .contains(new Fact("Current epoch", "1763204400, ends at 12:00 UTC in 10m"));
    }
  }

  /** Theirs printed what DBSIZE answered, whatever that was. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nobody listens              |                         | CRITICAL | 127.0.0.1
          it wants a password         | --requirepass another   | UNKNOWN  | requires a password
          its memory is full          | --maxmemory 500kb       | CRITICAL | every write is refused
          """)
  void aCacheThatFailsIsTold(String failure, String option, Status status, String told)
      throws IOException, SQLException {
    if (option == null) {
      night("redis://127.0.0.1:1").run("overnight", NOW).assertThatOneIs("cache", status, told);
      return;
    }
    try (RealRedis redis =
        RealRedis.start(Files.createTempDirectory(folder, "redis"), option.split(" "))) {
      night("redis://127.0.0.1:" + redis.port())
          .run("overnight", NOW)
          .assertThatOneIs("cache", status, told);
    }
  }

  /** The orders without what this machine itself would say. */
  private Site night(String cache) throws IOException, SQLException {
    Site site =
        machine.site(
            "overnight",
            machine.database("SELECT 1"),
            text ->
                text.replaceFirst("(?s)      - id: services.*?(      # What follows)", "$1")
                    .replaceFirst("      - \\{id: disk.*", "")
                    // This machine may be busy.
                    .replace(
                        "type: db-reachable,",
                        "type: db-reachable, warning: off, connectTime: off,"));
    Path secrets = site.own().resolve(".env");
    Files.writeString(secrets, Files.readString(secrets).replace("redis://127.0.0.1:1", cache));
    return site;
  }

  /**
   * Theirs asked /health only: it was ok while nobody of one group could claim, while /metrics
   * failed for want of a column, and after the gateway had moved to another port.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          all is well                  | 200 | {"open": true}  | OK       |
          claims of one group are gone | 404 | not found       | CRITICAL | 404
          claims of one group are shut | 200 | {"open": false} | CRITICAL | .open
          its database lacks a column  | 500 | token_group     | CRITICAL | 500
          it answers with a page       | 200 | <html>          | CRITICAL | JSON
          """)
  void aGatewayThatServesHalfOfThem(
      String failure, int code, String body, Status claims, String told) throws IOException {
    HttpServer gateway =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer(gateway, "/health", 200, "{\"status\": \"ok\"}");
    answer(gateway, "/claims/milo", 200, "{\"open\": true}");
    answer(gateway, "/claims/cls", code, body);
    gateway.start();
    try {
      Checks checks = endpoints(gateway.getAddress().getPort()).run("endpoints", NOW);

      checks.assertThatOneIs("health", Status.OK, "");
      checks.assertThatOneIs("milo", Status.OK, "");
      checks.assertThatOneIs("cls", claims, told);
    } finally {
      gateway.stop(0);
    }
  }

  @Test
  void aGatewayThatMovedToAnotherPort() throws IOException {
    Checks checks = endpoints(1).run("endpoints", NOW);

    checks.assertThatOneIs("health", Status.CRITICAL, "127.0.0.1:1");
    checks.assertNothingIsToBeDestroyed();
  }

  private static void answer(HttpServer server, String path, int code, String body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(code, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private Site endpoints(int port) throws IOException {
    return machine.site(
        "offchain",
        "",
        text ->
            """
            version: 1
            state: state
            sources: {gateway: {type: http, url: "http://127.0.0.1:%d"}}
            jobs:
              endpoints:
                schedule: "*/30 * * * *"
                checks:
                  - {id: health, type: http, source: gateway, path: /health, json: {.status: ok}, time: off}
                  - {id: milo, type: http, source: gateway, path: /claims/milo, json: {.open: true}, time: off}
                  - {id: cls, type: http, source: gateway, path: /claims/cls, json: {.open: true}, time: off}
            """
                .formatted(port));
  }
}
