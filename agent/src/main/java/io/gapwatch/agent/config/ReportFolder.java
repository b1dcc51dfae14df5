package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.FilePath;
import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import java.time.Duration;

/**
 * Where each run of a job leaves its report as a file.
 *
 * @param to the folder, relative to the configuration
 * @param keep how long a file is kept
 */
public record ReportFolder(String to, Duration keep) {
  private static final Key<String> TO =
      Key.required("to", FilePath.any(), "the folder; one that is missing is made");

  /** As the overnight standing orders have it. */
  private static final Key<Duration> KEEP =
      Key.optional(
              "keep",
              Kinds.duration(Duration.ofMinutes(1), Duration.ofDays(3650)),
              "how long a file is kept")
          .withDefault("48h");

  static final Shape SHAPE = Shape.of(TO, KEEP);

  static ReportFolder of(Settings settings) {
    return new ReportFolder(settings.get(TO), settings.get(KEEP));
  }
}
