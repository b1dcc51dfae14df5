package io.gapwatch.agent.config;

import java.util.Optional;

/**
 * One setting: what it is called, how it is written, and what it is when left out. The loader, the
 * list of known keys and the editors' schema are all made from it.
 *
 * @param fallback what it is when left out; empty for a required key or one without a default
 * @param description for the schema and the documentation
 */
public record Key<T>(
    String name, Kind<T> kind, Optional<T> fallback, boolean required, String description) {

  /** A key that must be given. */
  public static <T> Key<T> required(String name, Kind<T> kind, String description) {
    return new Key<>(name, kind, Optional.empty(), true, description);
  }

  /** A key that may be left out. */
  public static <T> Key<T> optional(String name, Kind<T> kind, String description) {
    return new Key<>(name, kind, Optional.empty(), false, description);
  }

  /** The same key with a default. */
  public Key<T> otherwise(T value) {
    return new Key<>(name, kind, Optional.of(value), false, description);
  }
}
