package io.gapwatch.agent.config.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The keys that a section may have, and the rules across them.
 *
 * @param rules each checks a whole section and returns what is wrong with it, if anything
 * @param hints what to write instead of some unknown keys
 */
public record Shape(
    List<Key<?>> keys, List<Function<Settings, Optional<String>>> rules, Map<String, String> hints)
    implements Kind<Settings> {

  public Shape {
    keys = List.copyOf(keys);
    rules = List.copyOf(rules);
    hints = Map.copyOf(hints);
  }

  public static Shape of(Key<?>... keys) {
    return new Shape(List.of(keys), List.of(), Map.of());
  }

  /** The same shape, preceded by the keys of another. */
  public Shape after(Shape common) {
    List<Key<?>> all = new ArrayList<>(common.keys);
    all.addAll(keys);
    List<Function<Settings, Optional<String>>> allRules = new ArrayList<>(common.rules);
    allRules.addAll(rules);
    Map<String, String> allHints = new HashMap<>(common.hints);
    allHints.putAll(hints);
    return new Shape(all, allRules, allHints);
  }

  /**
   * The settings of an empty section: all defaults.
   *
   * @throws java.util.NoSuchElementException when a key is required
   */
  public Settings defaults() {
    Map<String, Object> values = new HashMap<>();
    for (Key<?> key : keys) {
      values.put(key.name(), key.fallback().orElseThrow());
    }
    return new Settings(values, Set.of());
  }

  /** The same shape with another rule across its keys. */
  public Shape with(Function<Settings, Optional<String>> rule) {
    List<Function<Settings, Optional<String>>> all = new ArrayList<>(rules);
    all.add(rule);
    return new Shape(keys, all, hints);
  }

  /**
   * The same shape with what to write instead of a key that it does not have.
   *
   * @param hint follows "unknown key; "
   */
  public Shape hint(String unknownKey, String hint) {
    Map<String, String> all = new HashMap<>(hints);
    all.put(unknownKey, hint);
    return new Shape(keys, rules, all);
  }

  @Override
  public Optional<Settings> read(Entry entry) {
    if (!(entry.node() instanceof Node.Mapping mapping)) {
      return entry.problem("must be a mapping of " + names());
    }
    Map<String, Object> values = new HashMap<>();
    boolean whole = reportUnknownKeys(entry, mapping);
    for (Key<?> key : keys) {
      whole &= readKey(entry, mapping, key, values);
    }
    if (!whole) {
      return Optional.empty();
    }
    Settings settings =
        new Settings(
            values,
            mapping.entries().stream()
                .map(Node.Entry::key)
                .collect(Collectors.toUnmodifiableSet()));
    for (Function<Settings, Optional<String>> rule : rules) {
      Optional<String> broken = rule.apply(settings);
      if (broken.isPresent()) {
        return entry.problemKeepingValue(broken.get());
      }
    }
    return Optional.of(settings);
  }

  private boolean reportUnknownKeys(Entry entry, Node.Mapping mapping) {
    boolean allKnown = true;
    List<String> known = keys.stream().map(Key::name).toList();
    for (Node.Entry given : mapping.entries()) {
      if (!known.contains(given.key())) {
        allKnown = false;
        entry
            .unknown(given.key(), new Node.Scalar(given.key(), given.keyLocation()))
            .problemKeepingValue(
                "unknown key"
                    + Optional.ofNullable(hints.get(given.key()))
                        .map(hint -> "; " + hint)
                        .orElseGet(() -> Suggestion.among(known).forTypo(given.key())));
      }
    }
    return allKnown;
  }

  private static boolean readKey(
      Entry entry, Node.Mapping mapping, Key<?> key, Map<String, Object> values) {
    Optional<Node.Entry> given =
        mapping.entries().stream().filter(e -> e.key().equals(key.name())).findFirst();
    if (given.isPresent()) {
      Optional<?> value = key.kind().read(entry.child(key.name(), given.get().value()));
      value.ifPresent(present -> values.put(key.name(), present));
      return value.isPresent();
    }
    key.fallback().ifPresent(fallback -> values.put(key.name(), fallback));
    if (key.required()) {
      entry
          .child(key.name(), new Node.Scalar("", mapping.location()))
          .problemKeepingValue("is required: " + key.description());
    }
    return !key.required();
  }

  /** Numbers and booleans as their JSON types. */
  private static Object plain(String written) {
    if (written.matches("-?\\d{1,9}")) {
      return Long.valueOf(written);
    }
    return written.matches("true|false") ? Boolean.valueOf(written) : written;
  }

  private String names() {
    return String.join(", ", keys.stream().map(Key::name).toList());
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Key<?> key : keys) {
      Map<String, Object> property = new LinkedHashMap<>(key.kind().schema());
      property.put("description", key.description());
      // Asking for it reads it: a default that is not in the key's syntax fails here, in each
      // build.
      if (!key.written().isEmpty() && key.fallback().isPresent()) {
        property.put("default", plain(key.written()));
      }
      properties.put(key.name(), property);
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    schema.put("properties", properties);
    List<String> required = keys.stream().filter(Key::required).map(Key::name).toList();
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema;
  }
}
