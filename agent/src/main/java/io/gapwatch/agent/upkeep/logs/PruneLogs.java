package io.gapwatch.agent.upkeep.logs;

import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Sizes;
import io.gapwatch.agent.upkeep.Action;
import io.gapwatch.agent.upkeep.ActionContext;
import io.gapwatch.agent.upkeep.Ledger;
import io.gapwatch.agent.upkeep.OpenFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deletes what is old in each of the folders. */
final class PruneLogs implements Action {
  private static final int LISTED = 50;

  private final List<Path> patterns;
  private final Duration older;

  PruneLogs(List<Path> patterns, Duration older) {
    this.patterns = List.copyOf(patterns);
    this.older = older;
  }

  @Override
  public Reading act(ActionContext context) {
    Optional<Set<Object>> open = OpenFiles.keys();
    if (open.isEmpty()) {
      return new Unavailable(
          "this system does not report which files are open",
          "delete old logs with logrotate or newsyslog here");
    }
    LogFolder.Rule rule =
        new LogFolder.Rule(
            context.ageing().before(older), open.get(), context.dryRun(), context::isOver);
    Measured.Builder reading = Measured.saying("");
    Sum sum = new Sum();
    for (Path pattern : patterns) {
      try {
        sum.add(reading, context.dryRun(), pattern, pruned(context, pattern, rule));
      } catch (IOException e) {
        reading.unmeasured(
            new Unmeasured(
                    pattern.toString(),
                    "could not look into %s: %s".formatted(pattern.getParent(), words(e)),
                    "let the user who runs gapwatch read and write that folder, or correct files")
                .hiding(Set.of(inTime(pattern))));
      }
    }
    return reading
        .summary(sum.words(context.dryRun(), older))
        .value(PruneLogsAction.DELETED, context.dryRun() ? 0 : sum.deleted)
        .value(PruneLogsAction.FREED, context.dryRun() ? 0 : sum.bytes)
        .value(PruneLogsAction.OPEN, sum.open)
        .build();
  }

  /** Written down, so that it is known who deleted, even if the run does not end. */
  private static LogFolder.Pruned pruned(ActionContext context, Path pattern, LogFolder.Rule rule)
      throws IOException {
    Ledger ledger = context.dryRun() ? Ledger.NONE : context.ledger();
    Ledger.Step step = ledger.begin(pattern.toString(), "");
    try {
      LogFolder.Pruned pruned = new LogFolder(pattern).prune(rule);
      step.end(pruned.problems().isEmpty() && pruned.left() == 0, pruned.words(false));
      return pruned;
    } catch (IOException e) {
      step.end(false, words(e));
      throw e;
    }
  }

  private static String inTime(Path pattern) {
    return pattern + " in time";
  }

  private static String words(IOException e) {
    return e instanceof LogFolder.RefusedException
        ? String.valueOf(e.getMessage())
        : FileTrouble.inWords(e);
  }

  /** Over all patterns. */
  private static final class Sum {
    private int deleted;
    private long bytes;
    private int open;
    private int listed;

    void add(Measured.Builder reading, boolean dryRun, Path pattern, LogFolder.Pruned pruned) {
      deleted += pruned.deleted().size();
      bytes += pruned.bytes();
      open += pruned.open();
      for (String name : pruned.deleted()) {
        if (dryRun && listed++ < LISTED) {
          reading.fact("Would delete", pattern.resolveSibling(name).toString());
        }
      }
      reading.fact(pattern.toString(), pruned.words(dryRun));
      if (pruned.left() > 0 && pruned.problems().isEmpty()) {
        reading.untold(pattern.toString());
      }
      reading
          .value(PruneLogsAction.LEFT, pattern.toString(), pruned.left())
          .observe(
              Observation.of(
                  PruneLogsAction.LEFT,
                  inTime(pattern),
                  (double) pruned.left(),
                  String.valueOf(pruned.left()),
                  "%s of %s not looked at: the deadline passed first"
                      .formatted(Numbers.count(pruned.left(), "file"), pattern),
                  "raise the deadline of the upkeep, or run it again"))
          .value(PruneLogsAction.FAILED, pattern.toString(), pruned.problems().isEmpty() ? 0 : 1)
          .observe(
              Observation.of(
                  PruneLogsAction.FAILED,
                  pattern.toString(),
                  pruned.problems().isEmpty() ? 0 : 1,
                  String.join("; ", pruned.problems()),
                  "%s could not be deleted: %s"
                      .formatted(
                          Numbers.count(pruned.problems().size(), "file"),
                          String.join("; ", pruned.problems().stream().limit(3).toList())),
                  "let the user who runs gapwatch write the folder " + pattern.getParent()));
    }

    String words(boolean dryRun, Duration older) {
      return "%s %s older than %s, %s"
          .formatted(
              dryRun ? "would delete" : "deleted",
              Numbers.count(deleted, "file"),
              Durations.text(older),
              Sizes.text((double) bytes));
    }
  }
}
