package io.gapwatch.agent.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A configuration with values that nobody means at each of its places. The time-out is for what
 * would never end.
 */
@Timeout(value = 400, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OddValuesTest {
  /** A configuration of what is not in every file, in which each value is spoilt in turn. */
  private static final String WHOLE =
      """
      version: 1
      state: state
      secrets: {from: vault, address: "http://127.0.0.1:8200", path: team/gapwatch, role: r, secretIdFile: id}
      sources:
        chain: {type: duckdb, url: chain.duckdb, threads: 2}
        ledger: {type: postgres, url: "${secret:DATABASE_URL}"}
        site: {type: http, url: "https://example.org", headers: {Authorization: "Bearer ${secret:TOKEN}"}}
        logs: {type: logs, files: ["/var/log/app/*.log"]}
        workers: {type: pm2}
        cache: {type: redis, url: "redis://127.0.0.1:6379"}
        machine: {type: host}
      channels:
        phone: {type: pushover, token: "${secret:TOKEN}", user: "${secret:USER}", timeout: 10s}
        team: {type: slack, url: "${secret:HOOK}"}
        hook: {type: webhook, url: "${secret:HOOK}", headers: {X-Team: a}, ping: true}
        own: {type: command, program: [/bin/true, a]}
        deadman: {type: healthchecks, url: "${secret:PING}"}
      times:
        office: {days: [mon-fri], from: "09:00", to: "17:00", zone: Europe/Berlin}
      maintenance:
        - {name: move, start: 2026-12-01T22:00:00Z, end: 2026-12-02T02:00:00Z, jobs: [chain]}
        - {name: night, every: [sat], from: "23:30", to: "02:30", zone: America/New_York, checks: [blocks]}
      jobs:
        chain:
          schedule: "0 */3 * * *"
          spread: false
          zone: Europe/Berlin
          deadline: 5m
          notify: [phone, {channel: team, from: critical, to: critical, during: office}, hook, own, deadman]
          escalate: {after: 30m, to: team}
          reports: {to: logs, keep: 48h}
          checks:
            - {id: blocks, type: gaps, source: chain, table: blocks, number: n, timestamp: {sql: "t"}, where: "n > 1", window: 30d, first: 5, sweep: 1d}
            - {id: hours, type: gaps, source: chain, table: hours, every: 1h, zone: UTC, by: [symbol], first: window, timestamp: t, unit: ms}
            - {id: page, type: http, source: site, path: /health, body: {contains: ok}, json: {.a: b}, time: {warning: 2s}}
            - {id: errors, type: log-errors, source: logs, warning: ">0"}
            - {id: workers, type: processes, source: workers, expect: [a], memory: {warning: 1GiB}}
            - {id: cache, type: redis, source: cache}
            - {id: schema, type: db-schema, source: ledger, expect: {blocks: [n]}}
            - {id: disk, type: disk, source: machine, paths: [/], warning: 80%, remind: {critical: 6h}, dependsOn: cache}
      upkeep:
        vacuum: {type: vacuum, source: ledger, schedule: "0 3 * * 3", tables: {deadRows: ">10k", share: 5%, only: [a]}, notify: [team]}
        restart: {type: restart, source: workers, schedule: "0 1 * * 5", only: [a], verify: {check: page, within: 2m, steady: 10s}}
        logs: {type: prune-logs, files: ["/var/log/app/*.log"], older: 48h, schedule: "20 4 * * *"}
      summaries:
        dawn: {schedule: "0 7 * * *", since: 10h, jobs: [chain], notify: [phone], criteria: overnight}
        weekly: {schedule: "0 0 * * 1", since: 7d, jobs: [chain], trends: true}
      uplink: ["1.1.1.1:443"]
      metrics: {textfile: metrics/gapwatch.prom}
      page: {to: www, public: true, publish: "${secret:PAGE}"}
      serve: {listen: "127.0.0.1:9469", token: "${secret:TOKEN}", address: "https://status.example.org/gap"}
      """;

  /** A value in it: quoted, or a word. */
  private static final Pattern VALUE =
      Pattern.compile("(?<=[:\\[,] )(\"[^\"]*\"|[^\\s\"{\\[\\],}]+)(?=[,}\\]\\n])");

  private final TriedConfig tried;

  OddValuesTest(@TempDir Path folder) {
    tried = new TriedConfig(folder);
  }

  @Test
  void theWholeIsTaken() throws IOException {
    assertThat(tried.problems(WHOLE)).isEmpty();
    assertThat(VALUE.matcher(WHOLE).results().count()).isGreaterThan(120);
  }

  /** It may be taken; if not, its place is told, and never where it broke the program. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\" \"",
        "{}",
        "[]",
        "-1",
        "0",
        "99999999999999999999",
        "1e999",
        "99999999999d",
        "\"2026-02-30T00:00:00Z\"",
        "\"+999999999-12-31T23:59:59Z\"",
        "\"٣\"",
        "\"😀 größe\"",
        "\"a\\r\\nb: c\"",
        "\"${env:NONE:-}\"",
        "\"${env:NONE}\"",
        "\"${secret:X}\"",
        "\"/dev/null\"",
        "\"[a-\"",
        "\"((((((((((a+)+)+)+)+)+)+)+)+)+)$\"",
        "\"%s%n$1\\\\1\"",
        "true",
        "off"
      })
  void oddValueAtEachPlace(String value) throws IOException {
    Matcher places = VALUE.matcher(WHOLE);
    while (places.find()) {
      String text = WHOLE.substring(0, places.start()) + value + WHOLE.substring(places.end());
      long line = WHOLE.substring(0, places.start()).lines().count();
      List<Problem> problems = tried.problems(text);
      assertThat(problems.toString())
          .as("line %d, %s", line, places.group())
          .doesNotContain("Exception", "java.");
      problems.forEach(
          problem -> {
            assertThat(problem.location().line()).isBetween(1, (int) text.lines().count());
            assertThat(problem.rule()).isNotBlank();
          });
    }
  }
}
