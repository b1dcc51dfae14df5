package io.gapwatch.agent.summary;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.history.Series;
import io.gapwatch.agent.report.DueRuns;
import io.gapwatch.agent.schedule.ScheduledCall;
import io.gapwatch.agent.schedule.ServedTimes;
import io.gapwatch.agent.schedule.Timetable;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the history knows of one job in some time.
 *
 * @param ended how many of its runs ended
 * @param unknown what its checks could not tell, by their ids: the first time each
 * @param series their numbers
 * @param since the same, and those of the last run before
 */
record JobView(
    JobConfig job,
    DueRuns due,
    int ended,
    Map<String, String> unknown,
    List<Series> series,
    List<Series> since) {

  static JobView of(History history, JobConfig job, Instant from, Instant to) {
    List<Run> begun =
        history.runs().since(job.name(), from.minus(ScheduledCall.EARLY)).stream()
            .filter(run -> !run.startedAt().isAfter(to))
            .toList();
    Optional<Run> before = history.runs().before(job.name(), from);
    Instant first = before.or(() -> begun.stream().findFirst()).map(Run::startedAt).orElse(to);
    DueRuns due = new ServedTimes(Timetable.of(job), job.deadline()).of(first, begun, from, to);
    List<Run> ended =
        begun.stream()
            .filter(run -> !run.startedAt().isBefore(from) && run.ending().isPresent())
            .toList();
    return new JobView(
        job,
        due,
        ended.size(),
        unknown(history, ended),
        history.measurements().seriesOf(job.name(), from, to),
        history.measurements().seriesOf(job.name(), before.map(Run::startedAt).orElse(from), to));
  }

  private static Map<String, String> unknown(History history, List<Run> runs) {
    Map<String, String> unknown = new LinkedHashMap<>();
    for (Run run : runs) {
      for (CheckResult result : history.results().of(run.id())) {
        result.findings().stream()
            .filter(finding -> finding.severity() == Severity.UNKNOWN)
            .findFirst()
            .ifPresent(
                finding ->
                    unknown.putIfAbsent(
                        result.id(),
                        "%s could not be determined at %s: %s"
                            .formatted(
                                finding.subject(),
                                Times.dateAndTime(run.startedAt()),
                                finding.summary())));
      }
    }
    return unknown;
  }

  /** Whether each run that was due did run and end, and it is known since the beginning. */
  boolean whole() {
    return due.wholePeriod() && ended > 0 && due.missed().isEmpty() && due.unfinished().isEmpty();
  }

  /** {@code overnight: 5 due by schedule: 5 ran, 0 missed}. */
  String words() {
    return job.name()
        + ": "
        + due.inWords()
        + due.missedInWords().map(missed -> "; " + missed).orElse("");
  }

  List<CheckConfig> checks(String type) {
    return job.checks().stream().filter(check -> check.type().equals(type)).toList();
  }

  /** The series of one metric of a check, one for each subject. */
  static Stream<Series> of(List<Series> all, CheckConfig check, String metric) {
    return all.stream()
        .filter(each -> each.checkId().equals(check.id()))
        .filter(each -> each.isOf(metric));
  }
}
