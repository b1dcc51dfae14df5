package io.gapwatch.agent.config.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One setting: what it is called, how it is written, and what it is when left out. The loader, the
 * list of known keys and the editors' schema are all made from it.
 *
 * @param fallback what it is when left out; empty for a required key or one without a default
 * @param written the default as the file would have it; empty where nothing need be written
 * @param description for the schema and the documentation
 */
public record Key<T>(
    String name,
    Kind<T> kind,
    Optional<T> fallback,
    String written,
    boolean required,
    String description) {

  /** A key that must be given. */
  public static <T> Key<T> required(String name, Kind<T> kind, String description) {
    return new Key<>(name, kind, Optional.empty(), "", true, description);
  }

  /** A key that may be left out. */
  public static <T> Key<T> optional(String name, Kind<T> kind, String description) {
    return new Key<>(name, kind, Optional.empty(), "", false, description);
  }

  /** The same key with a default, written as in the file: {@code 365d}. */
  public Key<T> withDefault(String text) {
    List<Problem> problems = new ArrayList<>();
    Reader reader = new Reader(Map.of(), problems);
    Node node = new Node.Scalar(text, new Location("default of " + name, 1, 1));
    T value =
        kind.read(new Kind.Entry(name, node, reader))
            .orElseThrow(() -> new IllegalArgumentException(problems.toString()));
    return new Key<>(name, kind, Optional.of(value), text, false, description);
  }

  /** The same key with what it stands for when nothing is written, such as an empty list. */
  public Key<T> whenLeftOut(T value) {
    return new Key<>(name, kind, Optional.of(value), "", false, description);
  }
}
