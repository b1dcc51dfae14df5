package io.gapwatch.agent.metrics;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.files.PublicFile;
import io.gapwatch.agent.history.Histories;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.HistoryUnavailableException;
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
      return write(config, file, now, TextFormat.PROMETHEUS);
    } catch (IOException e) {
      return Optional.of(
          "could not write the metrics to %s: %s; what is there is that of an earlier run"
              .formatted(file, FileTrouble.inWords(e)));
    }
  }

  /** Those of an earlier run would go on saying what that run found. */
  private Optional<String> write(Config config, Path file, Instant now, TextFormat format)
      throws IOException {
    String text;
    try {
      text = text(config, now, format);
    } catch (HistoryUnavailableException e) {
      PublicFile.write(file, format.write(Snapshot.unread(config, now, version)));
      return Optional.of("the metrics say of all checks that they are unknown: " + e.getMessage());
    }
    PublicFile.write(file, text);
    return Optional.empty();
  }

  private String text(Config config, Instant now, TextFormat format) {
    try (History history = Histories.open(config)) {
      return format.write(Snapshot.of(history, config, types, now, version));
    }
  }
}
