package io.gapwatch.agent.config.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Pieces of JSON Schema. Their keys are ordered, so that the printed schema is stable. */
final class Schemas {
  /** What {@code ${}} refers to is known only when the file is loaded. */
  private static final String REFERENCE = "\\$\\{";

  private Schemas() {}

  static Map<String, Object> text() {
    return of("type", List.of("string", "number", "boolean"), "pattern", "\\S");
  }

  /**
   * Text that matches this pattern, or contains a reference. Where a number or {@code true} would
   * match, it needs no quotes.
   */
  static Map<String, Object> text(String pattern) {
    List<Object> types = new ArrayList<>(List.of("string"));
    boolean number = matches(pattern, "1.5");
    if (number || matches(pattern, "5", "42", "2020", "20500000")) {
      types.add(number ? "number" : "integer");
    }
    if (matches(pattern, "true")) {
      types.add("boolean");
    }
    return of("type", types.size() == 1 ? "string" : types, "pattern", orReference(pattern));
  }

  private static boolean matches(String pattern, String... samples) {
    return Stream.of(samples).anyMatch(sample -> sample.matches(pattern));
  }

  static Map<String, Object> secret() {
    return text();
  }

  static Map<String, Object> integer(long least, long most) {
    return orReference(integerOnly(least, most));
  }

  private static Map<String, Object> integerOnly(long least, long most) {
    Map<String, Object> schema = of("type", "integer", "minimum", least);
    schema.put("maximum", most);
    return schema;
  }

  static Map<String, Object> flag() {
    return orReference(Map.of("type", "boolean"));
  }

  /** One of these words; YAML parses some of them as numbers. */
  static Map<String, Object> choice(List<String> words) {
    List<Object> all = new ArrayList<>(words);
    words.stream()
        .filter(word -> word.matches("-?\\d{1,9}"))
        .map(Integer::valueOf)
        .forEach(all::add);
    return orReference(Map.of("enum", all));
  }

  static Map<String, Object> list(Map<String, Object> items) {
    return of("type", "array", "items", items);
  }

  private static Map<String, Object> orReference(Map<String, Object> plain) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("anyOf", List.of(plain, of("type", "string", "pattern", REFERENCE)));
    return schema;
  }

  private static String orReference(String pattern) {
    return "^(?:" + pattern + ")$|" + REFERENCE;
  }

  private static Map<String, Object> of(String key, Object value, String key2, Object value2) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(key, value);
    schema.put(key2, value2);
    return schema;
  }
}
