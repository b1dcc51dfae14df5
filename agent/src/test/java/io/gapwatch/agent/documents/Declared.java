package io.gapwatch.agent.documents;

import io.gapwatch.agent.config.schema.Limit;
import io.gapwatch.agent.config.schema.Limit.Sign;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Metric.Direction;
import io.gapwatch.agent.probe.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What keys and metrics declare, as lines of a table. */
final class Declared {
  private static final String NO_LIMIT = "none";

  private Declared() {}

  /** The keys of a section, by its JSON Schema, without those of the sections in it. */
  static List<String> keys(Map<?, ?> schema) {
    List<String> rows = new ArrayList<>();
    map(schema.get("properties"))
        .forEach(
            (key, value) ->
                addKey("" + key, map(value), list(schema.get("required")).contains(key), rows));
    return table(rows);
  }

  /** The keys of a section, by its JSON Schema; those of the sections in it follow with a dot. */
  static List<String> allKeys(Map<?, ?> schema) {
    List<String> rows = new ArrayList<>();
    addAllKeys("", schema, rows);
    return table(rows);
  }

  private static List<String> table(List<String> rows) {
    if (rows.isEmpty()) {
      return List.of("It has no keys.");
    }
    return withHead(rows, "key", "meaning", "default");
  }

  private static void addAllKeys(String path, Map<?, ?> schema, List<String> rows) {
    map(schema.get("properties"))
        .forEach(
            (key, value) -> {
              addKey(path + key, map(value), list(schema.get("required")).contains(key), rows);
              if (!map(value).containsKey("allOf")) {
                addAllKeys(path + key + ".", map(value), rows);
              }
            });
  }

  /** What tells the type of a section has no description, and a line nowhere. */
  private static void addKey(String name, Map<?, ?> property, boolean required, List<String> rows) {
    if (property.containsKey("description")) {
      rows.add(
          row(
              "`" + name + "`",
              String.valueOf(property.get("description")),
              required ? "required" : fallback(property)));
    }
  }

  private static String fallback(Map<?, ?> property) {
    return property.containsKey("default") ? "`" + property.get("default") + "`" : "";
  }

  /** The metrics of a check, with the limits that hold unless the file says otherwise. */
  static List<String> metrics(Metrics metrics) {
    return withHead(
        metrics.all().stream().map(Declared::row).toList(),
        "metric",
        "meaning",
        "unit",
        "worse",
        "warning",
        "critical");
  }

  private static String row(Metric metric) {
    boolean judged = metric.direction() != Direction.NEITHER;
    return row(
        "`" + metric.name() + "`" + (metric.role().main() ? " (main)" : ""),
        metric.help() + (metric.role().calibrated() ? "; `calibrate` suggests a limit" : ""),
        unit(metric.unit()),
        judged ? (metric.direction() == Direction.DOWN ? "lower" : "higher") : "",
        judged ? limit(metric.defaults().warning()) : "",
        judged ? limit(metric.defaults().critical()) : "");
  }

  private static String unit(Unit unit) {
    return switch (unit) {
      case COUNT -> "number";
      case SECONDS -> "seconds";
      case BYTES -> "bytes";
      case PERCENT -> "%";
    };
  }

  private static String limit(Optional<Limit> limit) {
    return limit.map(set -> (set.sign() == Sign.ABOVE ? ">" : "") + set.text()).orElse(NO_LIMIT);
  }

  private static List<String> withHead(List<String> rows, String... names) {
    List<String> all = new ArrayList<>();
    all.add(row(names));
    all.add("|" + "---|".repeat(names.length));
    all.addAll(rows);
    return all;
  }

  /** An upright bar would begin another cell. */
  private static String row(String... cells) {
    StringBuilder row = new StringBuilder("|");
    for (String cell : cells) {
      row.append(' ').append(cell.replace("|", "\\|")).append(" |");
    }
    return row.toString();
  }

  static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
