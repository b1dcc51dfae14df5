package io.gapwatch.agent.probe.log;

import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.source.logs.LogsSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Where the last run ended in each file, from what it measured. */
record Places(ProbeContext context, LogsSession logs, Map<String, Map<String, Sample>> newest) {
  private static final Duration KEPT = Duration.ofDays(30);

  Places(ProbeContext context, LogsSession logs) {
    this(context, logs, new HashMap<>());
  }

  /**
   * A place in a file.
   *
   * @param mark of what stands before it
   * @param file which file it is in; empty in histories of earlier releases
   * @param rotated which file was rotated from it last; empty if none was
   * @param written when it, or a file rotated from it, was last written to, in milliseconds
   */
  record Place(
      long offset, long mark, OptionalLong file, OptionalLong rotated, OptionalLong written) {

    /** So little was in front of it that another file may begin alike. */
    boolean isVague() {
      return offset <= LogsSession.MARKED;
    }

    boolean isOf(long key) {
      return file.isPresent() && file.getAsLong() == key;
    }
  }

  /** Whether there was an earlier run. */
  boolean areKnown() {
    return !context.past(LogErrorsCheck.FILES, context.now().minus(KEPT)).isEmpty();
  }

  Optional<Place> of(Path file) {
    Optional<Sample> offset = last(LogErrorsCheck.OFFSET, file);
    Optional<Sample> mark = last(LogErrorsCheck.MARK, file);
    return offset
        .filter(it -> mark.filter(other -> other.at().equals(it.at())).isPresent())
        .flatMap(
            it ->
                mark.map(
                    other ->
                        new Place(
                            (long) it.value(),
                            (long) other.value(),
                            at(it, LogErrorsCheck.FILE, file, 1),
                            at(it, LogErrorsCheck.ROTATED, file, 1),
                            at(it, LogErrorsCheck.WRITTEN, file, 1000))));
  }

  /** What the last run followed. */
  List<Path> files() {
    List<Sample> runs = context.past(LogErrorsCheck.FILES, context.now().minus(KEPT));
    return runs.isEmpty()
        ? List.of()
        : context.newest(LogErrorsCheck.OFFSET, runs.get(runs.size() - 1).at()).keySet().stream()
            .map(Path::of)
            .toList();
  }

  /** Whether something was written to it between the last two runs, or it was new to the last. */
  boolean grew(Path file) {
    List<Sample> all =
        context.past(LogErrorsCheck.OFFSET, file.toString(), context.now().minus(KEPT));
    int last = all.size() - 1;
    return last == 0 ? all.get(0).value() > 0 : all.get(last).value() != all.get(last - 1).value();
  }

  /** What the same run measured besides. */
  private OptionalLong at(Sample run, Metric metric, Path file, int times) {
    return last(metric, file)
        .filter(other -> other.at().equals(run.at()))
        .map(other -> OptionalLong.of(Math.round(other.value() * times)))
        .orElseGet(OptionalLong::empty);
  }

  /** Each metric is asked for once: hundreds of files would be looked up in all runs one by one. */
  private Optional<Sample> last(Metric metric, Path file) {
    return Optional.ofNullable(
        newest
            .computeIfAbsent(
                metric.name(), any -> context.newest(metric, context.now().minus(KEPT)))
            .get(file.toString()));
  }

  /** Whether a file is what was rotated from another last, and longer; so if that is not known. */
  boolean goesOn(Path file, Path rotated) throws IOException {
    Optional<Sample> size = last(LogErrorsCheck.ROTATED_SIZE, file);
    Optional<Sample> mark = last(LogErrorsCheck.ROTATED_MARK, file);
    if (size.isEmpty() || mark.isEmpty() || !size.get().at().equals(mark.get().at())) {
      return true;
    }
    long end = (long) size.get().value();
    return logs.size(rotated) >= end && logs.markBefore(rotated, end) == (long) mark.get().value();
  }

  /** Whether the place is in this file: it is as long, and the same stands before it. */
  boolean isIn(Path file, Place place) throws IOException {
    return logs.size(file) >= place.offset && logs.markBefore(file, place.offset) == place.mark;
  }
}
