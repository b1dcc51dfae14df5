package io.gapwatch.agent.config.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A section whose shape depends on its tag, usually {@code type}.
 *
 * @param shapes built when a section asks for them: a file names few of many types
 */
record Choice(String tag, Map<String, Supplier<Shape>> shapes) implements Kind<Tagged> {

  @Override
  public Optional<Tagged> read(Entry entry) {
    if (!(entry.node() instanceof Node.Mapping mapping)) {
      return entry.problem("must be a mapping with " + tag);
    }
    Optional<Node.Entry> given =
        mapping.entries().stream().filter(e -> e.key().equals(tag)).findFirst();
    if (given.isEmpty()) {
      return entry.problemKeepingValue(
          tag + " is required; one of " + String.join(", ", new TreeSet<>(shapes.keySet())));
    }
    Entry type = entry.child(tag, given.get().value());
    return type.text().flatMap(name -> readAs(name, type, entry, mapping));
  }

  private Optional<Tagged> readAs(String name, Entry type, Entry entry, Node.Mapping mapping) {
    Supplier<Shape> shape = shapes.get(name);
    if (shape == null) {
      return type.problem(
          "unknown " + tag + Suggestion.among(new TreeSet<>(shapes.keySet())).forTypo(name));
    }
    List<Node.Entry> rest = mapping.entries().stream().filter(e -> !e.key().equals(tag)).toList();
    Entry body =
        new Entry(entry.path(), new Node.Mapping(rest, mapping.location()), entry.reader());
    return shape.get().read(body).map(settings -> new Tagged(name, settings, mapping.location()));
  }

  @Override
  public Map<String, Object> schema() {
    List<Object> branches = new ArrayList<>();
    for (String name : new TreeSet<>(shapes.keySet())) {
      branches.add(branch(name));
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("required", List.of(tag));
    schema.put(
        "properties", Map.of(tag, Map.of("enum", List.copyOf(new TreeSet<>(shapes.keySet())))));
    if (!branches.isEmpty()) {
      schema.put("allOf", branches);
    }
    return schema;
  }

  /** If the tag has this value, the section has this shape. */
  @SuppressWarnings("unchecked") // A shape's own schema has properties that are a map.
  private Map<String, Object> branch(String name) {
    Map<String, Object> then =
        new LinkedHashMap<>(Objects.requireNonNull(shapes.get(name)).get().schema());
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(tag, Map.of("const", name));
    properties.putAll((Map<String, Object>) then.getOrDefault("properties", Map.of()));
    then.put("properties", properties);
    Map<String, Object> branch = new LinkedHashMap<>();
    Map<String, Object> condition = new LinkedHashMap<>();
    condition.put("properties", Map.of(tag, Map.of("const", name)));
    condition.put("required", List.of(tag));
    branch.put("if", condition);
    branch.put("then", then);
    return branch;
  }
}
