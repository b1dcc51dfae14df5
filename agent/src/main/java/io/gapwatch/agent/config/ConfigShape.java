package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.FilePath;
import io.gapwatch.agent.config.schema.HostPort;
import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Tagged;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The shape of the whole file, for these types. */
final class ConfigShape {
  static final Key<String> VERSION =
      Key.required("version", Kinds.choice("1"), "the version of this format: 1");
  static final Key<String> STATE =
      Key.optional("state", FilePath.any(), "the folder for history, incidents and outbox")
          .withDefault(".gapwatch");

  static final Key<KeepAliveConfig> KEEP_ALIVE =
      Key.optional(
          "keepAlive",
          Kinds.map(KeepAliveConfig.SHAPE, KeepAliveConfig::of),
          "keeps the machine from being reclaimed as idle; default: off");

  static final Key<List<String>> UPLINK =
      Key.optional(
              "uplink",
              Kinds.some(HostPort.remote("1.1.1.1:443")),
              "addresses outside: if none takes a connection, this machine's own network is down")
          .whenLeftOut(List.of());
  static final Key<Map<String, WeeklySpan>> TIMES =
      Key.optional(
              "times",
              Kinds.named(Kinds.map(WeeklySpan.SHAPE, WeeklySpan::of)),
              "parts of the week, for notify: {channel: team, during: office}")
          .whenLeftOut(Map.of());
  static final Key<List<MaintenanceConfig>> MAINTENANCE =
      Key.optional(
              "maintenance",
              Kinds.list(Kinds.map(MaintenanceConfig.SHAPE, MaintenanceConfig::of)),
              "windows of planned work, in which messages are held back")
          .whenLeftOut(List.of());

  final Key<Tagged> secrets;
  final Key<Map<String, Tagged>> sources;
  final Key<Map<String, Tagged>> channels;
  final Key<List<Tagged>> checks;
  final Key<Map<String, Settings>> jobs;
  final Key<Map<String, Tagged>> upkeep;
  static final Key<Map<String, Settings>> SUMMARIES =
      Key.optional(
              "summaries",
              Kinds.named(SummaryConfig.SHAPE),
              "reports that go out by themselves; default: none")
          .whenLeftOut(Map.of());
  final Shape shape;

  ConfigShape(Catalog catalog) {
    secrets =
        Key.optional(
            "secrets",
            Kinds.tagged("from", catalog.secrets()),
            "where ${secret:NAME} comes from; default: the environment");
    sources =
        Key.required(
            "sources",
            Kinds.named(Kinds.tagged("type", catalog.sources())),
            "the data sources to check");
    channels =
        Key.optional(
                "channels",
                Kinds.named(Kinds.tagged("type", catalog.channels())),
                "where to send notifications")
            .whenLeftOut(Map.of());
    checks =
        JobConfig.checks(
            catalog.checks().entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        e -> () -> e.getValue().shape().get().after(CheckConfig.COMMON))));
    jobs =
        Key.required(
            "jobs",
            Kinds.named(
                Shape.of(
                    JobConfig.SCHEDULE,
                    JobConfig.SPREAD,
                    JobConfig.ZONE,
                    JobConfig.DEADLINE,
                    JobConfig.NOTIFY,
                    JobConfig.ESCALATE,
                    JobConfig.REPORTS,
                    checks)),
            "checks that run together on a schedule");
    upkeep =
        Key.optional(
                "upkeep",
                Kinds.named(
                    Kinds.tagged(
                        "type",
                        catalog.actions().entrySet().stream()
                            .collect(
                                Collectors.toMap(
                                    Map.Entry::getKey,
                                    e -> () -> UpkeepConfig.shape(e.getValue()))))),
                "upkeep actions, each on a schedule of its own; default: none")
            .whenLeftOut(Map.of());
    shape =
        Shape.of(
            VERSION,
            STATE,
            secrets,
            sources,
            channels,
            TIMES,
            jobs,
            MAINTENANCE,
            upkeep,
            SUMMARIES,
            KEEP_ALIVE,
            UPLINK,
            Views.METRICS,
            Views.PAGE,
            Views.SERVE);
  }

  /** The JSON Schema of the file, as a tree of maps, lists and plain values. */
  Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Gapwatch configuration");
    schema.putAll(shape.schema());
    return schema;
  }
}
