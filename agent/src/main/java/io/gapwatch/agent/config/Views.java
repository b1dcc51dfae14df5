package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.FilePath;
import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import java.util.Optional;

/**
 * Where people and other programs look at the state.
 *
 * @param textfile the file of metrics that is written after each run
 * @param page the status page
 * @param serve what {@code watch} serves
 */
public record Views(
    Optional<String> textfile, Optional<PageConfig> page, Optional<ServeConfig> serve) {
  public static final Views NONE = new Views(Optional.empty(), Optional.empty(), Optional.empty());

  private static final Key<String> TEXTFILE =
      Key.required(
          "textfile",
          new FilePath<>(Kinds.text(".+\\.prom", "the path of a file that ends in .prom")),
          "a file in the folder of node-exporter's textfile collector, written after each run");
  private static final Shape METRICS_SHAPE = Shape.of(TEXTFILE);

  static final Key<String> METRICS =
      Key.optional(
          "metrics",
          Kinds.map(METRICS_SHAPE, settings -> settings.get(TEXTFILE)),
          "metrics for Prometheus; default: none are written");
  static final Key<PageConfig> PAGE =
      Key.optional(
          "page", Kinds.map(PageConfig.SHAPE, PageConfig::of), "the status page; default: none");
  static final Key<ServeConfig> SERVE =
      Key.optional(
          "serve",
          Kinds.map(ServeConfig.SHAPE, ServeConfig::of),
          "what watch serves: the status page and /metrics; default: nothing");

  static Views of(Settings settings) {
    return new Views(settings.find(METRICS), settings.find(PAGE), settings.find(SERVE));
  }
}
