package io.gapwatch.agent.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The keys of one section.
 *
 * @param path its full key
 * @param tag what tells its type, as {@code type: gaps, }, or nothing
 * @param around the file around it
 */
record Section(String path, String tag, List<String> keys, UnaryOperator<String> around) {
  /** All that this schema has. */
  static List<Section> allOf(Map<String, ?> schema) {
    List<Section> all = new ArrayList<>();
    walk(schema, "", inner -> inner, "", all);
    return all;
  }

  /** With each of its keys having this value. */
  String with(String value) {
    return with(value, keys);
  }

  String with(String value, List<String> some) {
    StringBuilder all = new StringBuilder("{" + tag);
    some.forEach(key -> all.append(key).append(": ").append(value).append(",\n"));
    return around.apply(all.append("}").toString()) + "\n";
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
