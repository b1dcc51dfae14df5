package io.gapwatch.agent.notify;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;

/** The key of channels that can tell of each healthy run as well. */
public final class HealthyKey {
  public static final Key<Boolean> HEALTHY =
      Key.optional("healthy", Kinds.flag(), "whether each healthy run sends a summary")
          .withDefault("false");

  private HealthyKey() {}
}
