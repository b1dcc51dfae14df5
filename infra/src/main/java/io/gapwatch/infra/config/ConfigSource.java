package io.gapwatch.infra.config;

import java.util.Optional;

/** Pulumi's view of a configuration: text by key, lists as JSON. */
@FunctionalInterface
public interface ConfigSource {
  Optional<String> get(String key);
}
