package io.gapwatch.agent.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A dashboard of stack/, and what is wrong with it. Grafana itself is not to be had in our builds:
 * the schemas are made from the types of npm's @grafana/schema 13.2.3 by ts-json-schema-generator
 * (`--path types/raw/dashboard/x/types.gen.d.ts --type Dashboard`, and Options and FieldConfig of
 * each panel), without descriptions.
 */
record Dashboard(String name, JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = Path.of("../stack/grafana/dashboards");
  private static final int WIDTH = 24;

  /** What a query to Prometheus may have; the types leave it open, so that Grafana drops others. */
  private static final Set<String> QUERY =
      Set.of(
          "refId",
          "datasource",
          "expr",
          "legendFormat",
          "instant",
          "range",
          "format",
          "interval",
          "hide",
          "exemplar",
          "editorMode");

  static List<Dashboard> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(Dashboard::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dashboard read(Path file) {
    try {
      return new Dashboard(file.getFileName().toString(), JSON.readTree(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every query of every panel, as Grafana sends it to a Prometheus that scrapes each second. */
  Map<String, String> queries() {
    Map<String, String> queries = new HashMap<>();
    for (JsonNode panel : json.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        queries.put(
            "%s: %s %s"
                .formatted(name, panel.path("title").asText(), target.path("refId").asText()),
            target.path("expr").asText().replace("$__rate_interval", "1m"));
      }
    }
    return queries;
  }

  List<String> faults() {
    List<String> faults = new ArrayList<>(violations("dashboard", json));
    Set<String> ids = new HashSet<>();
    Set<String> cells = new HashSet<>();
    for (JsonNode panel : json.path("panels")) {
      String type = panel.path("type").asText();
      faults.addAll(violations(type + "-Options", panel.path("options")));
      if (!type.equals("stat")) {
        faults.addAll(violations(type + "-FieldConfig", panel.at("/fieldConfig/defaults/custom")));
      }
      if (!ids.add(panel.path("id").asText())) {
        faults.add("two panels have the id " + panel.path("id"));
      }
      faults.addAll(misplaced(panel.path("gridPos"), cells));
      faults.addAll(wrongQueries(panel));
    }
    return faults;
  }

  private static List<String> misplaced(JsonNode place, Set<String> cells) {
    List<String> faults = new ArrayList<>();
    if (place.path("x").asInt() + place.path("w").asInt() > WIDTH) {
      faults.add("a panel is wider than the screen: " + place);
    }
    for (int x = 0; x < place.path("w").asInt(); x++) {
      for (int y = 0; y < place.path("h").asInt(); y++) {
        String cell = (place.path("x").asInt() + x) + "," + (place.path("y").asInt() + y);
        if (!cells.add(cell)) {
          faults.add("two panels share the place " + cell);
        }
      }
    }
    return faults;
  }

  private static List<String> wrongQueries(JsonNode panel) {
    List<String> faults = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode target : panel.path("targets")) {
      target
          .fieldNames()
          .forEachRemaining(
              key -> {
                if (!QUERY.contains(key)) {
                  faults.add("a query has no key " + key);
                }
              });
      if (!names.add(target.path("refId").asText())) {
        faults.add("two queries of a panel have the name " + target.path("refId"));
      }
      if (!target.at("/datasource/uid").asText().equals("prometheus")) {
        faults.add("no data source has the uid " + target.at("/datasource/uid"));
      }
    }
    return faults;
  }

  private static List<String> violations(String schema, JsonNode json) {
    try (InputStream file =
        Dashboard.class.getResourceAsStream("/grafana/" + schema + ".schema.json")) {
      if (file == null) {
        return List.of("no schema " + schema);
      }
      JsonSchema read = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(file);
      return read.validate(json).stream().map(Object::toString).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
