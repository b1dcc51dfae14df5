package io.gapwatch.agent.secret;

import io.gapwatch.agent.config.schema.Secret;
import java.util.Map;

/** A place that keeps secrets by name. Each fetch asks anew, so that rotation needs no restart. */
public interface SecretStore extends AutoCloseable {

  /**
   * The current value.
   *
   * @throws SecretUnavailableException when it is missing, empty or cannot be fetched in time
   */
  Secret get(String name);

  /**
   * Which version the last {@link #get} of this name gave, in words: {@code version 3 of
   * 2026-11-20T08:00:00Z}. Empty where the store keeps no versions, or nothing was read.
   */
  default String version(String name) {
    return "";
  }

  /** Where the secrets come from, for people: {@code OCI Vault}, {@code environment}. */
  String describe();

  /** Releases connections; a store without any does nothing. */
  @Override
  default void close() {}

  /** A store over a fixed map, as the environment is one. */
  static SecretStore of(String description, Map<String, String> values) {
    return new MapSecrets(description, Map.copyOf(values));
  }
}
