package io.gapwatch.agent.documents;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.Escalation;
import io.gapwatch.agent.config.MaintenanceConfig;
import io.gapwatch.agent.config.Route;
import io.gapwatch.agent.config.WeeklySpan;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.metrics.Gauge;
import io.gapwatch.agent.notify.ChannelType;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.run.Types;
import io.gapwatch.agent.secret.SecretStoreType;
import io.gapwatch.agent.source.SourceType;
import io.gapwatch.agent.upkeep.ActionType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All tables that the documents must have, by the page that has them. */
final class Reference {
  static final String CHECKS = "docs/checks.md";
  static final String CONFIGURE = "docs/configure.md";
  static final String KEEP_ALIVE = "docs/keep-alive.md";
  static final String UPKEEP = "docs/upkeep.md";
  static final String SUMMARIES = "docs/summaries.md";

  static final String METRICS = "docs/metrics.md";

  private Reference() {}

  /** The tables of all types that there are, and of what is common to all files. */
  static Map<String, List<Table>> pages() {
    Types types = Agent.types();
    Map<String, List<Table>> pages = new LinkedHashMap<>();
    pages.put(CHECKS, ofChecks(types.checks()));
    List<Table> configure = new ArrayList<>(ofFile());
    configure.addAll(ofTypes(types));
    pages.put(CONFIGURE, configure);
    pages.put(KEEP_ALIVE, List.of(ofKeepAlive()));
    pages.put(METRICS, ofMetrics(types.checks()));
    pages.put(UPKEEP, ofUpkeep(types));
    pages.put(
        SUMMARIES,
        List.of(
            new Table(
                "keys",
                "summaries",
                Declared.allKeys(
                    at(schema(), "properties", "summaries", "additionalProperties")))));
    return pages;
  }

  /** Two tables for each type: its keys, and its metrics. */
  static List<Table> ofChecks(List<CheckType> checks) {
    List<Table> tables = new ArrayList<>();
    for (CheckType check : checks) {
      tables.add(keys(check.type(), check.keys()));
      tables.add(new Table("metrics", check.type(), Declared.metrics(check.metrics())));
    }
    return tables;
  }

  /** A table for each type of what is not a check. */
  static List<Table> ofTypes(Types types) {
    List<Table> tables = new ArrayList<>();
    for (SecretStoreType store : types.secretStores()) {
      tables.add(keys(store.from(), store.shape()));
    }
    for (SourceType source : types.sources()) {
      tables.add(keys(source.type(), source.shape()));
    }
    for (ChannelType channel : types.channels()) {
      tables.add(keys(channel.type(), channel.shape()));
    }
    return tables;
  }

  /** A table of what is common to all actions, and two for each type. */
  private static List<Table> ofUpkeep(Types types) {
    List<Table> tables = new ArrayList<>();
    Map<?, ?> any = at(schema(), "properties", "upkeep", "additionalProperties");
    tables.add(new Table("keys", "every action", Declared.allKeys(common(any))));
    for (ActionType action : types.actions()) {
      tables.add(keys(action.type(), action.keys()));
      tables.add(new Table("metrics", action.type(), Declared.metrics(action.metrics())));
    }
    return tables;
  }

  private static Table keys(String of, Shape shape) {
    return new Table("keys", of, Declared.allKeys(shape.schema()));
  }

  private static List<Table> ofFile() {
    Map<?, ?> job = at(schema(), "properties", "jobs", "additionalProperties");
    Map<?, ?> anyCheck = at(job, "properties", "checks", "items");
    return List.of(
        new Table("keys", "top level", Declared.keys(schema())),
        new Table("keys", "jobs", Declared.keys(job)),
        new Table("keys", "metrics", Declared.allKeys(at(schema(), "properties", "metrics"))),
        new Table("keys", "page", Declared.allKeys(at(schema(), "properties", "page"))),
        new Table("keys", "serve", Declared.allKeys(at(schema(), "properties", "serve"))),
        keys("notify", Route.SHAPE),
        keys("escalate", Escalation.SHAPE),
        keys("times", WeeklySpan.SHAPE),
        keys("maintenance", MaintenanceConfig.SHAPE),
        new Table("keys", "every check", Declared.allKeys(common(anyCheck))));
  }

  private static List<Table> ofMetrics(List<CheckType> checks) {
    List<Gauge> ofChecks =
        checks.stream()
            .flatMap(
                type -> type.metrics().exported().stream().map(metric -> Gauge.of(type, metric)))
            .toList();
    return List.of(gauges("agent", Gauge.all()), gauges("checks", ofChecks));
  }

  private static Table gauges(String of, List<Gauge> gauges) {
    List<String> lines = new ArrayList<>(List.of("| name | meaning | labels |", "|---|---|---|"));
    for (Gauge gauge : gauges) {
      lines.add(
          "| `%s` | %s | %s |"
              .formatted(
                  gauge.name(),
                  gauge.help().replace("|", "\\|"),
                  String.join(", ", gauge.labels())));
    }
    return new Table("names", of, lines);
  }

  private static Table ofKeepAlive() {
    return new Table(
        "keys", "keepAlive", Declared.allKeys(at(schema(), "properties", "keepAlive")));
  }

  /** The keys that are the same in the branches of all types. */
  private static Map<?, ?> common(Map<?, ?> anyCheck) {
    List<Map<?, ?>> branches = new ArrayList<>();
    if (anyCheck.get("allOf") instanceof List<?> all) {
      all.forEach(branch -> branches.add(at(Declared.map(branch), "then")));
    }
    Map<Object, Object> shared =
        new LinkedHashMap<>(Declared.map(branches.get(0).get("properties")));
    for (Map<?, ?> branch : branches) {
      shared.entrySet().retainAll(Declared.map(branch.get("properties")).entrySet());
    }
    return Map.of("properties", shared, "required", Declared.list(branches.get(0).get("required")));
  }

  private static Map<?, ?> at(Map<?, ?> schema, String... path) {
    Map<?, ?> inner = schema;
    for (String name : path) {
      inner = Declared.map(inner.get(name));
    }
    return inner;
  }

  private static Map<String, Object> schema() {
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    return new Configs(new Environment(Map.of(), clock, Path.of(""))).schema();
  }
}
