package io.gapwatch.agent.metrics;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.files.PublicFile;
import io.gapwatch.agent.history.Histories;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.probe.CheckType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The metrics of all jobs, as the history has them.
 *
 * @param types the types of checks, whose metrics are declared
 * @param version of this program
 */
public record Exposition(List<CheckType> types, String version) {
  public Exposition {
    types = List.copyOf(types);
  }

  /** An answer to a scraper. */
  public record Answer(String contentType, String text) {}

  /**
   * The metrics at this time.
   *
   * @param accept the formats that the scraper takes
   */
  public Answer scrape(Config config, Instant now, String accept) {
    TextFormat format = TextFormat.accepted(accept);
    return new Answer(format.contentType(), text(config, now, format));
  }

  /**
   * Writes them for node-exporter's textfile collector, whole or not at all.
   *
   * @return what went wrong, in words
   */
  public Optional<String> write(Config config, Path file, Instant now) {
    try {
      PublicFile.write(file, text(config, now, TextFormat.PROMETHEUS));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "could not write the metrics to %s: %s; what is there is that of an earlier run"
              .formatted(file, FileTrouble.inWords(e)));
    }
  }

  private String text(Config config, Instant now, TextFormat format) {
    try (History history = Histories.open(config)) {
      return format.write(Snapshot.of(history, config, types, now, version));
    }
  }
}
