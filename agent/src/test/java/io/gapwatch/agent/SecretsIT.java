package io.gapwatch.agent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.demo.Moment;
import io.gapwatch.agent.demo.Ping;
import io.gapwatch.agent.secret.oci.OciCloud;
import io.gapwatch.agent.source.sql.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets planted in the environment, in a file and in OCI Vault turn up nowhere, however a run
 * ends.
 */
class SecretsIT {
  private static final String MOTHERDUCK = "eyPLANTEDmotherduckPLANTED.motherduckPLANTED";
  private static final String WRONG_PASSWORD = "PLANTED-wrong-password";

  private final Site site;
  private final Map<String, String> secrets = new TreeMap<>();
  private final List<String> seen = new CopyOnWriteArrayList<>();

  SecretsIT(@TempDir Path folder) throws IOException {
    site = new Site(folder);
    secrets.put("PUSHOVER_TOKEN", Site.TOKEN);
    secrets.put("PUSHOVER_USER", Site.USER);
    secrets.put("HEALTHCHECKS_PING_URL", site.pingUrl());
    secrets.put("MOTHERDUCK_TOKEN", MOTHERDUCK);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void staySecretFromTheEnvironment() throws Exception {
    Program program = Program.in(site.folder);
    try (PostgresServer postgres = PostgresServer.start()) {
      secrets.put("DATABASE_URL", postgres.url());
      for (Map.Entry<String, String> secret : secrets.entrySet()) {
        program = program.with(secret.getKey(), secret.getValue());
      }
      goThroughAll("{from: env}", program);
    }
  }

  @Test
  void staySecretFromAFile() throws Exception {
    try (PostgresServer postgres = PostgresServer.start()) {
      secrets.put("DATABASE_URL", postgres.url());
      Path file = site.folder.resolve("secrets.env");
      Files.writeString(
          file,
          secrets.entrySet().stream()
              .map(secret -> secret.getKey() + "='" + secret.getValue() + "'\n")
              .collect(Collectors.joining()));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      goThroughAll("{from: file, path: secrets.env}", Program.in(site.folder));
    }
  }

  @Test
  void staySecretFromTheVault() throws Exception {
    try (PostgresServer postgres = PostgresServer.start()) {
      secrets.put("DATABASE_URL", postgres.url());
      try (OciCloud cloud = OciCloud.holding(secrets)) {
        goThroughAll(cloud.yaml(), Program.in(site.folder));
      }
    }
  }

  /** Well, unhealthy, refused, failing, wrong password, crashing: then looks everywhere. */
  private void goThroughAll(String from, Program program) throws Exception {
    configure(from, "");
    site.chain.writeUntil(Site.NOW);
    assertThat(run(program, 0).out())
        .contains(
            secrets.entrySet().stream()
                .filter(one -> !one.getKey().equals("MOTHERDUCK_TOKEN"))
                .map(one -> "✅ %s (%d characters)".formatted(one.getKey(), one.getValue().length()))
                .toList());
    site.chain.lose(Site.NOW.minus(Duration.ofMinutes(100)), 10);
    site.phone.failNext(1, Fault.REJECTION);
    site.deadMan.failNext(1, Fault.REJECTION);
    run(program, 1);
    site.chain.writeUntil(Site.NOW);
    site.phone.failNext(1, Fault.DROP);
    site.deadMan.failNext(2, Fault.SERVER_ERROR);
    run(program, 0);
    breakSources(from);
    assertThat(run(program, 2).out()).contains("MOTHERDUCK_TOKEN", "password authentication");
    Files.writeString(site.state().resolve("history.db"), "no database".repeat(500));
    run(program, 2);
    assertNothingIsGivenAway();
  }

  private void configure(String from, String more) throws IOException {
    site.configure(
        from,
        "ledger: {type: postgres, url: \"${secret:DATABASE_URL}\"}\n" + more,
        "10m",
        "- {id: rows, type: sql, source: ledger, query: \"SELECT 1\", critical: \">9\"}\n"
            + Site.CHECKS);
  }

  /** A wrong password, and a MotherDuck that cannot even be called. */
  private void breakSources(String from) throws IOException {
    Path scratch = Files.createDirectories(site.state().resolve("duckdb"));
    Files.writeString(scratch.resolve("extensions"), "no folder, so nothing is fetched");
    String wrong =
        Objects.requireNonNull(secrets.get("DATABASE_URL"))
            .replaceFirst("watcher:[^@]+@", "watcher:" + WRONG_PASSWORD + "@");
    site.configure(
        from,
        """
        ledger: {type: postgres, url: "${secret:DATABASE_URL}"}
        wrong: {type: postgres, url: "%s"}
        cloud: {type: duckdb, url: "md:chain", token: "${secret:MOTHERDUCK_TOKEN}"}
        """
            .formatted(wrong),
        "10m",
        """
        - {id: rows, type: sql, source: wrong, query: "SELECT 1", critical: ">9"}
        - {id: far, type: sql, source: cloud, query: "SELECT 1", critical: ">9", timeout: 5s}
        """
            + Site.CHECKS);
  }

  /** Runs it, and keeps all that it said and what its command line was. */
  private Ending run(Program program, int code) throws Exception {
    CompletableFuture<Running> running = new CompletableFuture<>();
    site.deadMan.witness((moment, path) -> lookAt(running, moment));
    Instant now = Site.NOW.plusSeconds(seen.size());
    Running run = program.start("run", "chain", "--now", now.toString());
    running.complete(run);
    Ending ending = run.end(Duration.ofSeconds(90));
    seen.add(ending.out());
    seen.add(ending.err());
    assertThat(ending.code()).as(ending.out() + ending.err()).isEqualTo(code);
    return ending;
  }

  private void lookAt(CompletableFuture<Running> running, Moment moment) {
    if (moment == Moment.RECEIVED) {
      try {
        seen.add(running.join().commandLine());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void assertNothingIsGivenAway() throws IOException {
    site.phone.messages().forEach(one -> seen.add(one.title() + one.message()));
    site.pings().stream().map(Ping::body).forEach(seen::add);
    seen.addAll(site.phone.errors());
    try (Stream<Path> files = Files.walk(site.state())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        seen.add(Files.readString(file, ISO_8859_1));
      }
    }
    assertThat(seen).as("command lines").anyMatch(text -> text.contains("--now"));
    assertThat(seen).as("pings").anyMatch(text -> text.contains("[NOTIFICATIONS]"));
    for (String hidden : hidden()) {
      assertThat(seen).as(hidden).noneMatch(text -> text.contains(hidden));
    }
  }

  private List<String> hidden() {
    Stream<String> values =
        Stream.concat(
            secrets.values().stream(),
            Stream.of(
                site.check.uuid().toString(),
                WRONG_PASSWORD,
                PostgresServer.PASSWORD,
                "p%40ss%2Fw%3Ard%231"));
    return values
        .flatMap(
            value -> Stream.of(value, Base64.getEncoder().encodeToString(value.getBytes(UTF_8))))
        .toList();
  }
}
