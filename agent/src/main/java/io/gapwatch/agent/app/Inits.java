package io.gapwatch.agent.app;

import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.init.Init;
import java.nio.file.Path;
import java.time.Instant;

/** The first configuration, with all types of sources. */
public final class Inits {
  private Inits() {}

  /** For this file, which must not be there yet. */
  public static Init of(Environment environment, Path file, Instant now) {
    return new Init(environment, SourceTypes.all(), file, now);
  }
}
