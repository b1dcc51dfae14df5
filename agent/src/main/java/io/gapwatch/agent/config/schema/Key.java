package io.gapwatch.agent.config.schema;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One setting: its name, its syntax and its default. The loader, the list of known keys and the
 * editors' schema are all derived from it.
 *
 * @param leftOut a default that has no syntax
 * @param written the default in the file's syntax; empty if it has none. It is read when it is
 *     asked for, because a start loads all checks, and asks for the settings of few.
 * @param description for the schema and the documentation
 */
public record Key<T>(
    String name,
    Kind<T> kind,
    Optional<T> leftOut,
    String written,
    boolean required,
    String description) {

  /** A required key. */
  public static <T> Key<T> required(String name, Kind<T> kind, String description) {
    return new Key<>(name, kind, Optional.empty(), "", true, description);
  }

  /** An optional key. */
  public static <T> Key<T> optional(String name, Kind<T> kind, String description) {
    return new Key<>(name, kind, Optional.empty(), "", false, description);
  }

  /** The same key with a default, in the file's syntax: {@code 365d}. */
  public Key<T> withDefault(String text) {
    return new Key<>(name, kind, Optional.empty(), text, false, description);
  }

  /** The same key with a default that has no syntax, such as an empty list. */
  public Key<T> whenLeftOut(T value) {
    return new Key<>(name, kind, Optional.of(value), "", false, description);
  }

  /**
   * Its default; empty for a required key or one without a default.
   *
   * @throws IllegalArgumentException if the default is not in the key's own syntax
   */
  public Optional<T> fallback() {
    return written.isEmpty() ? leftOut : Optional.of(read());
  }

  private T read() {
    List<Problem> problems = new ArrayList<>();
    Reader reader = new Reader(Map.of(), Instant.MAX, problems);
    Node node = new Node.Scalar(written, new Location("default of " + name, 1, 1));
    return kind.read(new Kind.Entry(name, node, reader))
        .orElseThrow(() -> new IllegalArgumentException(problems.toString()));
  }
}
