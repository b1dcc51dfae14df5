package io.gapwatch.agent.app;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.page.Pages;
import java.nio.file.Path;
import java.time.Instant;

/** The status page, with all types. */
public final class StatusPages {
  private StatusPages() {}

  /**
   * Writes its files.
   *
   * @throws GapwatchException saying why it could not
   */
  public static void write(Config config, Path folder, Instant now) {
    new Pages(CheckTypes.all()).write(config, folder, now);
  }
}
