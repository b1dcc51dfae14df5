package io.gapwatch.agent.upkeep.logs;

import io.gapwatch.agent.config.schema.FilePath;
import io.gapwatch.agent.config.schema.Glob;
import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Metrics;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.upkeep.Action;
import io.gapwatch.agent.upkeep.ActionType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code type: prune-logs}: deletes log files by age, in the named folders and nowhere else. 48
 * hours are those of the overnight standing orders, in hours: {@code find -mtime +2} keeps 72.
 */
public final class PruneLogsAction implements ActionType {
  static final Metric DELETED = Metric.neutral("deleted", Unit.COUNT, "files deleted");
  static final Metric FREED = Metric.neutral("freed", Unit.BYTES, "their size");
  static final Metric OPEN =
      Metric.neutral("open", Unit.COUNT, "old files left because a process has them open");
  static final Metric LEFT =
      Metric.high("left", Unit.COUNT, "files that it did not reach before its deadline")
          .warning(">0");
  static final Metric FAILED =
      Metric.high("failed", Unit.COUNT, "1 for a folder with files that could not be deleted")
          .warning(">0");

  private static final Key<List<Path>> FILES =
      Key.required(
          "files",
          Kinds.some(
              new FilePath<>(
                  Kinds.judged(
                      Kinds.parsed(
                          "/.+/[^/]+",
                          "an absolute path whose last part may have * and ?, such as"
                              + " /home/app/logs/*.log; the rest is one folder, and the last part names"
                              + " something",
                          PruneLogsAction::pattern),
                      (files, now) ->
                          Glob.fault(files.toString()).map("be the path of files; "::concat)))),
          "which files: a folder and a pattern of names; no subfolders");
  private static final Key<Duration> OLDER =
      Key.optional(
              "older",
              Kinds.duration(Duration.ofHours(1), Duration.ofDays(3650)),
              "how long a file is kept after its last change")
          .withDefault("48h");

  /** A pattern of wildcards alone would delete whatever comes to lie there. */
  private static Optional<Path> pattern(String text) {
    if (!text.matches("/.+/[^/]+") || text.chars().anyMatch(c -> c < ' ')) {
      return Optional.empty();
    }
    Path path = Path.of(text);
    Path folder = path.getParent();
    String names = String.valueOf(path.getFileName());
    boolean plain =
        folder != null
            && folder.getNameCount() > 0
            && folder.equals(folder.normalize())
            && !folder.toString().matches(".*[*?\\[{].*");
    return plain && !names.equals("..") && names.matches(".*[A-Za-z0-9].*")
        ? Optional.of(path)
        : Optional.empty();
  }

  @Override
  public String type() {
    return "prune-logs";
  }

  @Override
  public String title() {
    return "OLD LOGS";
  }

  @Override
  public Optional<Class<? extends Session>> actsOn() {
    return Optional.empty();
  }

  @Override
  public Shape keys() {
    return Shape.of(FILES, OLDER);
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(DELETED, FREED, OPEN, LEFT, FAILED);
  }

  @Override
  public Action action(Settings settings) {
    return new PruneLogs(settings.get(FILES), settings.get(OLDER));
  }
}
