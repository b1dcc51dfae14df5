package io.gapwatch.agent.config.schema;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values of one section, by key; defaults are filled in. */
public final class Settings {
  private final Map<String, Object> values;
  private final Set<String> written;

  /**
   * @param values by the names of their keys
   * @param written the names of the keys that the file has
   */
  Settings(Map<String, Object> values, Set<String> written) {
    this.values = Map.copyOf(values);
    this.written = Set.copyOf(written);
  }

  /** Whether the file has this key; a default alone is not written. */
  public boolean isWritten(Key<?> key) {
    return written.contains(key.name());
  }

  /** The value of a key that is required or has a default. */
  public <T> T get(Key<T> key) {
    return find(key)
        .orElseThrow(() -> new NoSuchElementException("no value for key " + key.name()));
  }

  /** The value of an optional key. */
  @SuppressWarnings("unchecked") // Shape puts in only what the key's own kind has read.
  public <T> Optional<T> find(Key<T> key) {
    return Optional.ofNullable((T) values.get(key.name()));
  }

  /**
   * The values of these keys as canonical text: equal text means equal values. A secret appears in
   * it as {@code <secret>}.
   */
  public String text(List<Key<?>> keys) {
    return keys.stream()
        .map(Key::name)
        .filter(values::containsKey)
        .sorted()
        .map(name -> name + "=" + values.get(name))
        .collect(Collectors.joining("\n"));
  }

  /** All values as canonical text, as it stands in the text of settings that have these within. */
  @Override
  public String toString() {
    return new TreeMap<>(values).toString();
  }

  /** The keys whose secret is written in the file in plain text. */
  public Stream<String> keysInClear() {
    return values.entrySet().stream()
        .filter(entry -> texts(entry.getValue()).anyMatch(SecretText::isInClear))
        .map(Map.Entry::getKey)
        .sorted();
  }

  /** The names of all secrets these settings need. */
  public Stream<String> secretNames() {
    return values.values().stream().flatMap(Settings::texts).flatMap(text -> text.names().stream());
  }

  /** The secrets in a value: itself, or those it has by name or in a list. */
  private static Stream<SecretText> texts(Object value) {
    if (value instanceof Map<?, ?> named) {
      return named.values().stream().flatMap(Settings::texts);
    }
    if (value instanceof List<?> several) {
      return several.stream().flatMap(Settings::texts);
    }
    return value instanceof SecretText text ? Stream.of(text) : Stream.empty();
  }
}
