package io.gapwatch.agent.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every command, against servers that repeat what they were told: no secret turns up in what is
 * printed, written or told, wherever it came from.
 */
class SecretSurfacesTest {
  private static final String WORD = "PLANTED/w@rd:1";
  private static final Map<String, String> SECRETS =
      Map.of(
          "DATABASE_URL", "postgres://me:PLANTED%2Fw%40rd%3A1@127.0.0.1:PORT/ledger",
          "REDIS_WORD", "PLANTED-redis-word",
          "SITE_TOKEN", "PLANTEDsiteToken",
          "PAGE_URL", "WEB/p/PLANTED-page-address/o/",
          "HOOK_URL", "WEB/hooks/PLANTED-hook-address",
          "HOOK_TOKEN", "PLANTEDhookToken",
          "NTFY_TOKEN", "tk_PLANTEDntfyToken0000000000000",
          "SERVE_TOKEN", "PLANTEDserveToken");

  private final Parrots parrots = new Parrots();
  private final List<String> seen = new ArrayList<>();
  private final Map<String, String> secrets = new HashMap<>();
  private final Path folder;

  SecretSurfacesTest(@TempDir Path folder) {
    this.folder = folder;
    SECRETS.forEach(
        (name, value) ->
            secrets.put(
                name,
                value
                    .replace("PORT", String.valueOf(parrots.postgres()))
                    .replace("WEB", parrots.web())));
  }

  @AfterEach
  void close() throws IOException {
    parrots.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"env", "file"})
  void noCommandTellsOne(String store) throws Exception {
    configure("env".equals(store) ? "{from: env}" : "{from: file, path: secrets.env}");
    Map<String, String> variables = "env".equals(store) ? secrets : Map.of();
    everyCommand(variables);

    assertThat(seen)
        .as("the servers were asked, and what they said was shown")
        .anyMatch(text -> text.contains("no user with the password <secret> of"))
        .anyMatch(text -> text.contains("refused: ERR unknown command"))
        .anyMatch(text -> text.contains(".you is <secret>, not nobody"))
        .anyMatch(text -> text.contains("no longer knows this address"))
        .anyMatch(text -> text.contains("not sent through hook: "));
    assertNothingIsTold();
  }

  /** The token itself cannot come from the store. */
  @Test
  void thoseOfAVaultThatRefuses() throws Exception {
    secrets.put("VAULT_TOKEN", "hvs.PLANTEDvaultToken");
    configure(
        "{from: vault, address: \"%s\", path: gapwatch, tokenFile: token}"
            .formatted(parrots.web()));
    Path token = Files.writeString(folder.resolve("token"), "hvs.PLANTEDvaultToken\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));

    everyCommand(Map.of());

    assertThat(seen).anyMatch(text -> text.contains("DATABASE_URL: "));
    Files.delete(token);
    assertNothingIsTold();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://me:PLANTED%2Fw%40rd%3A1@127.0.0.1:PG/ledger",
        "jdbc:postgresql://127.0.0.1:PG/ledger?user=me&password=PLANTED%2Fw%40rd%3A1",
        "postgres://me:PLANTED/w@rd:1@127.0.0.1:PG/ledger",
        "redis://:PLANTED-redis-word@127.0.0.1:REDIS",
        "redis://me:PLANTED redis word@127.0.0.1:REDIS",
        "md:chain?motherduck_token=PLANTEDmotherduck",
        "mysql://me:PLANTEDmysql@127.0.0.1/shop",
        "me:PLANTED@127.0.0.1/shop"
      })
  void noAddressThatInitIsGiven(String address) throws IOException {
    Ran ran =
        Ran.gapwatch(
            folder,
            "init",
            address
                .replace("PG", String.valueOf(parrots.postgres()))
                .replace("REDIS", String.valueOf(parrots.redis())));

    seen.add(ran.out() + ran.err());
    assertThat(ran.code()).isEqualTo(2);
    assertNothingIsTold();
  }

  private void everyCommand(Map<String, String> variables) {
    for (String line :
        List.of(
            "config check",
            "config check --connect",
            "check",
            "check --format json",
            "run chain",
            "run chain",
            "run chain --now 2026-11-21T00:30:00Z --state replay",
            "run chain --now 2026-11-21T03:00:00Z",
            "run dawn",
            "upkeep vacuum --dry-run",
            "upkeep vacuum",
            "alert test",
            "alert test --check ledger --send",
            "alert send hook --text hello",
            "doctor",
            "doctor --send",
            "incidents",
            "incidents silence ledger 2h --comment x --by me",
            "maintenance add 2h --jobs chain --comment x --by me",
            "report chain",
            "report chain --format json",
            "report chain --format html",
            "report chain --format markdown",
            "report chain --since 7d --format html",
            "report dawn",
            "page --to public",
            "forget --after 2026-12-01T00:00:00Z",
            "calibrate",
            "crontab show",
            "backup backup.zip")) {
      Ran ran = Ran.gapwatch(folder, variables, false, line.split(" "));
      seen.add(line + "\n" + ran.out() + ran.err());
      assertThat(ran.err()).as(line).doesNotContain("\tat ", "internal error");
    }
    Ran.gapwatch(folder, "incidents")
        .out()
        .lines()
        .map(words -> words.strip().split(" ", 2)[0])
        .filter(id -> id.matches("[a-z]{5}"))
        .forEach(
            id -> {
              for (String verb : List.of("show", "ack", "escalate")) {
                Ran ran = Ran.gapwatch(folder, "incidents", verb, id);
                seen.add(ran.out() + ran.err());
              }
            });
  }

  private void configure(String store) throws IOException {
    Files.createDirectories(folder.resolve("metrics"));
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        version: 1
        state: state
        secrets: %s
        sources:
          ledger: {type: postgres, url: "${secret:DATABASE_URL}"}
          cache: {type: redis, url: "redis://127.0.0.1:%d", password: "${secret:REDIS_WORD}"}
          site: {type: http, url: "%s/site", headers: {Authorization: "Bearer ${secret:SITE_TOKEN}"}}
        channels:
          hook: {type: webhook, url: "${secret:HOOK_URL}", headers: {Authorization: "Bearer ${secret:HOOK_TOKEN}"}}
          push: {type: ntfy, url: "%s", topic: chain, token: "${secret:NTFY_TOKEN}"}
        jobs:
          chain:
            schedule: "0 * * * *"
            notify: [hook, push]
            reports: {to: logs}
            checks:
              - {id: ledger, type: db-reachable, source: ledger}
              - {id: cache, type: redis, source: cache}
              - {id: page, type: http, source: site, json: {.you: nobody}}
        upkeep:
          vacuum: {type: vacuum, source: ledger, schedule: "0 3 * * 3", notify: [hook], force: true}
        summaries:
          dawn: {schedule: "0 7 * * *", since: 10h, jobs: [chain], notify: [push]}
        metrics: {textfile: metrics/gapwatch.prom}
        page: {to: www, publish: "${secret:PAGE_URL}"}
        serve: {token: "${secret:SERVE_TOKEN}", address: "https://status.example.org/"}
        """
            .formatted(store, parrots.redis(), parrots.web(), parrots.web()));
    Path file =
        Files.writeString(
            folder.resolve("secrets.env"),
            secrets.entrySet().stream()
                .map(secret -> secret.getKey() + "='" + secret.getValue() + "'\n")
                .reduce("", String::concat));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private void assertNothingIsTold() throws IOException {
    Files.deleteIfExists(folder.resolve("secrets.env"));
    seen.addAll(parrots.bodies());
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        seen.add(file + "\n" + Files.readString(file, ISO_8859_1));
      }
    }
    for (String hidden : hidden()) {
      assertThat(seen).as(hidden).noneMatch(text -> text.contains(hidden));
    }
  }

  private static Stream<String> values() {
    return Stream.concat(
        SECRETS.values().stream(), Stream.of("hvs.PLANTEDvaultToken", WORD, "PLANTED"));
  }

  /** What all of them have in common, and the same encoded. */
  private static List<String> hidden() {
    return values()
        .flatMap(
            value ->
                Stream.of(
                    value,
                    Base64.getEncoder()
                        .encodeToString(value.getBytes(StandardCharsets.UTF_8))
                        .replaceAll(".=+$", "")))
        .toList();
  }
}
