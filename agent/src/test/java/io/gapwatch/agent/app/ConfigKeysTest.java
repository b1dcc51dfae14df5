package io.gapwatch.agent.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.InvalidConfigException;
import io.gapwatch.agent.config.schema.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every key there is, by the schema, with values that nobody means: each is answered with its place
 * and a reason. The time-out is for what would never end.
 */
@Timeout(value = 400, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConfigKeysTest {
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

  /** So that the file stays below its bound, whatever the value. */
  private static final int AT_ONCE = 15;

  private final Configs configs = ConfigFixtures.configs();
  private final Path file;

  ConfigKeysTest(@TempDir Path folder) {
    file = folder.resolve("gapwatch.yaml");
  }

  /**
   * The keys of one section.
   *
   * @param path its full key
   * @param tag what tells its type, as {@code type: gaps, }, or nothing
   * @param around the file around it
   */
  private record Section(String path, String tag, List<String> keys, UnaryOperator<String> around) {
    /** With each of its keys having this value. */
    String with(String value) {
      return with(value, keys);
    }

    String with(String value, List<String> some) {
      StringBuilder all = new StringBuilder("{" + tag);
      some.forEach(key -> all.append(key).append(": ").append(value).append(",\n"));
      return around.apply(all.append("}").toString()) + "\n";
    }
  }

  @Test
  void allKeysAreWalked() {
    assertThat(sections())
        .extracting(Section::path)
        .contains(
            "jobs.x.notify[0]",
            "jobs.x.escalate",
            "times.x",
            "maintenance[0]",
            "upkeep.x",
            "upkeep.x.verify",
            "summaries.x",
            "page",
            "serve",
            "jobs.x.checks[0]",
            "jobs.x.checks[0].remind",
            "jobs.x.checks[0].timestamp");
    assertThat(sections().stream().mapToInt(one -> one.keys().size()).sum()).isGreaterThan(1000);
  }

  /** What no key can take. */
  @ParameterizedTest
  @MethodSource("refused")
  void isToldAtEachKey(String value) throws IOException {
    for (Section section : sections()) {
      for (int from = 0; from < section.keys().size(); from += AT_ONCE) {
        int until = Math.min(section.keys().size(), from + AT_ONCE);
        assertAllTold(section, section.keys().subList(from, until), value);
      }
    }
  }

  private void assertAllTold(Section section, List<String> keys, String value) throws IOException {
    List<Problem> problems = problems(section.with(value, keys));
    for (String key : keys) {
      String full = section.path().isEmpty() ? key : section.path() + "." + key;
      assertThat(problems)
          .as("%s: %.40s", full, value)
          .anySatisfy(
              problem -> {
                assertThat(problem.key()).matches(Pattern.quote(full) + "([.\\[].*)?");
                assertThat(problem.location().line()).isPositive();
                assertThat(problem.rule()).isNotBlank();
              });
    }
    assertThat(problems.toString()).doesNotContain("Exception", "java.");
  }

  static Stream<String> refused() {
    return Stream.of(
        "[[[[x]]]]",
        "[{x: {x: {x: x}}}]",
        "\"" + "x".repeat(60_000) + "\"",
        "\"a\\0b\"",
        "\"a\\e[2Jb\"",
        "\"a\\uD800b\"",
        "\"a\\uFEFFb\"");
  }

  /** What is refused wherever it stands, at its own place. */
  @ParameterizedTest
  @MethodSource("unreadable")
  void isToldInEachSection(String value, String rule) throws IOException {
    for (Section section : sections()) {
      assertThat(problems(section.with(value)))
          .as("%s", section.path())
          .anySatisfy(
              problem -> {
                assertThat(problem.location().line() + problem.location().column()).isPositive();
                assertThat(problem.rule()).contains(rule);
              });
    }
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("[".repeat(40) + "]".repeat(40), "must have at most 32 levels"),
        Arguments.of("&c [*c]", "must have no alias inside of what it stands for"),
        Arguments.of("*none", "needs its &NAME before it"),
        Arguments.of("a\0b", "must have no control characters; here is U+0000"),
        Arguments.of("a\uFEFFb", "must have no control characters; here is U+FEFF"));
  }

  @Test
  void bytesThatAreNoTextAreToldInEachSection() throws IOException {
    for (Section section : sections()) {
      byte[] bytes = section.with("aXb").getBytes(StandardCharsets.UTF_8);
      int at = new String(bytes, StandardCharsets.UTF_8).indexOf("aXb") + 1;
      bytes[at] = (byte) 0xE4;
      Files.write(file, bytes);
      assertThat(problems())
          .extracting(Problem::rule)
          .containsExactly("must be UTF-8 text; here is the byte 0xE4: save the file as UTF-8");
    }
  }

  @Test
  void theWholeIsTaken() throws IOException {
    assertThat(problems(WHOLE)).isEmpty();
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
      List<Problem> problems = problems(text);
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

  private List<Problem> problems(String text) throws IOException {
    Files.writeString(file, text);
    return problems();
  }

  /** None where it is taken. Whatever else is thrown fails the test. */
  private List<Problem> problems() {
    try {
      configs.load(Optional.of(file), Optional.empty());
      return List.of();
    } catch (InvalidConfigException e) {
      return e.problems();
    } catch (GapwatchException e) {
      throw new AssertionError("without a place: " + e.getMessage(), e);
    }
  }

  private List<Section> sections() {
    List<Section> all = new ArrayList<>();
    walk(configs.schema(), "", inner -> inner, "", all);
    return all;
  }

  private static void walk(
      Object node, String path, UnaryOperator<String> around, String tag, List<Section> found) {
    if (!(node instanceof Map<?, ?> schema)) {
      return;
    }
    if (schema.get("allOf") instanceof List<?> branches) {
      branches.forEach(
          branch ->
              walk(
                  Objects.requireNonNull(((Map<?, ?>) branch).get("then")),
                  path,
                  around,
                  "tagged",
                  found));
      return;
    }
    if (schema.get("anyOf") instanceof List<?> choices) {
      choices.forEach(choice -> walk(choice, path, around, "", found));
      return;
    }
    if (schema.get("items") != null) {
      walk(schema.get("items"), path + "[0]", inner -> around.apply("[" + inner + "]"), "", found);
    }
    if (schema.get("additionalProperties") instanceof Map<?, ?> named) {
      String name = name(schema);
      walk(
          named,
          path + "." + name,
          inner -> around.apply("{" + name + ": " + inner + "}"),
          "",
          found);
    }
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      section(properties, path, around, tag, found);
    }
  }

  private static void section(
      Map<?, ?> properties,
      String path,
      UnaryOperator<String> around,
      String tag,
      List<Section> found) {
    List<String> keys = new ArrayList<>();
    StringBuilder type = new StringBuilder();
    properties.forEach(
        (key, value) -> {
          Object only = value instanceof Map<?, ?> it ? it.get("const") : null;
          if (!tag.isEmpty() && only != null) {
            type.append(key).append(": ").append(only).append(", ");
          } else {
            keys.add(String.valueOf(key));
          }
        });
    if (keys.isEmpty()) {
      return;
    }
    found.add(new Section(path, type.toString(), List.copyOf(keys), around));
    for (String key : keys) {
      walk(
          Objects.requireNonNull(properties.get(key)),
          path.isEmpty() ? key : path + "." + key,
          inner -> around.apply("{" + type + key + ": " + inner + "}"),
          "",
          found);
    }
  }

  /** One that its names may have. */
  private static String name(Map<?, ?> schema) {
    String pattern =
        schema.get("propertyNames") instanceof Map<?, ?> names
            ? String.valueOf(names.get("pattern"))
            : "";
    return Stream.of("x", ".x", "X").filter(one -> one.matches(pattern)).findFirst().orElse("x");
  }
}
