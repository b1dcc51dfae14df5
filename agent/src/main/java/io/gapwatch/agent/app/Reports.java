package io.gapwatch.agent.app;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.config.SummaryConfig;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.history.Histories;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.history.Series;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.report.LastRun;
import io.gapwatch.agent.report.MetricSeries;
import io.gapwatch.agent.report.Period;
import io.gapwatch.agent.report.RunGap;
import io.gapwatch.agent.report.Summary;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.run.JobRun;
import io.gapwatch.agent.run.Standings;
import io.gapwatch.agent.run.Types;
import io.gapwatch.agent.run.WrongClock;
import io.gapwatch.agent.schedule.ScheduledCall;
import io.gapwatch.agent.schedule.ServedTimes;
import io.gapwatch.agent.schedule.Timetable;
import io.gapwatch.agent.summary.Summaries;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reports on one job from the history. Uses no source and no secret. */
public final class Reports {
  /** How far back the plots of the last run go. */
  private static final Duration RECENT = Duration.ofDays(7);

  private final Config config;
  private final JobConfig job;
  private final Types types = Agent.types();

  /**
   * The reports of one job.
   *
   * @throws GapwatchException if there is no such job
   */
  public Reports(Config config, String job) {
    this.config = config;
    this.job =
        Optional.ofNullable(config.scheduled().get(job)).orElseGet(() -> JobRun.job(config, job));
  }

  /**
   * The last finished run.
   *
   * @throws GapwatchException if there is none
   */
  public LastRun last(Instant now) {
    try (History history = Histories.open(config)) {
      Run run =
          history.runs().last(job.name(), now.plus(WrongClock.TOLERATED)).orElseThrow(this::noRun);
      RunResult report =
          new RunResult(
              Optional.of(job.name()),
              run.startedAt(),
              run.ending().orElseThrow().status(),
              run.ending().orElseThrow().exitCode(),
              history.results().of(run.id()),
              Standings.of(
                  job,
                  history.incidents().since(run.startedAt()).stream().filter(this::ours).toList(),
                  run.startedAt()));
      return new LastRun(
          run,
          report,
          now,
          history.incidents().active(job.name()),
          series(history, run.startedAt().minus(RECENT), now));
    }
  }

  /**
   * The time from {@code since} ago until now.
   *
   * @throws GapwatchException if no run began in it
   */
  public Period period(Duration since, Instant now) {
    Instant from = now.minus(since);
    try (History history = Histories.open(config)) {
      List<Run> begun =
          history.runs().since(job.name(), from.minus(ScheduledCall.EARLY)).stream()
              .filter(run -> !run.startedAt().isAfter(now.plus(WrongClock.TOLERATED)))
              .toList();
      List<Run> runs = begun.stream().filter(run -> !run.startedAt().isBefore(from)).toList();
      Optional<Run> before = history.runs().before(job.name(), from);
      if (runs.isEmpty()) {
        throw noRunSince(from, before, now);
      }
      Instant first = before.orElse(runs.get(0)).startedAt();
      return new Period(
          job.name(),
          from,
          now,
          job.deadline(),
          runs,
          RunGap.longest(before, runs, now),
          served().of(first, begun, from, now),
          history.incidents().since(from).stream().filter(this::ours).toList(),
          series(history, from, now));
    }
  }

  /** A summary as of this time, sent to nobody; empty if this is the name of a job. */
  public static Optional<Summary> summary(Config config, String name, Instant now) {
    SummaryConfig summary = config.summaries().get(name);
    if (summary == null) {
      return Optional.empty();
    }
    try (History history = Histories.open(config)) {
      return Optional.of(Summaries.of(history, config, summary, now));
    }
  }

  /** The numbers whose history says something. */
  private List<MetricSeries> series(History history, Instant from, Instant now) {
    Map<String, String> typeOf =
        config.checks().stream().collect(Collectors.toMap(CheckConfig::id, CheckConfig::type));
    return history
        .measurements()
        .seriesOf(job.name(), from, now.plus(WrongClock.TOLERATED))
        .stream()
        .flatMap(one -> withUnit(one, Optional.ofNullable(typeOf.get(one.checkId()))).stream())
        .toList();
  }

  /** Empty for what says where something is; plain numbers if nothing says what they are. */
  private Optional<MetricSeries> withUnit(Series series, Optional<String> type) {
    Optional<Metric> metric = type.flatMap(known -> metric(known, series));
    return metric.filter(known -> known.role().position()).isPresent()
        ? Optional.empty()
        : Optional.of(new MetricSeries(series, metric.map(Metric::unit).orElse(Unit.COUNT)));
  }

  private Optional<Metric> metric(String type, Series series) {
    return types.check(type).metrics().all().stream()
        .filter(metric -> series.isOf(metric.name()))
        .findFirst();
  }

  private ServedTimes served() {
    return new ServedTimes(Timetable.of(job), job.deadline());
  }

  private boolean ours(Incident incident) {
    return incident.job().equals(job.name());
  }

  private GapwatchException noRun() {
    return new GapwatchException(
        "no run of %s has ended yet; run it first: %s".formatted(job.name(), command()));
  }

  private GapwatchException noRunSince(Instant from, Optional<Run> before, Instant now) {
    String last =
        before
            .map(
                run ->
                    "%d missed; the last one began %s"
                        .formatted(
                            served().of(run.startedAt(), List.of(), from, now).missed().size(),
                            Times.dateAndTime(run.startedAt())))
            .orElse("there has never been a run");
    return new GapwatchException(
        "no run of %s began since %s; %s. Is it in the crontab? To run it now: %s"
            .formatted(job.name(), Times.dateAndTime(from), last, command()));
  }

  private String command() {
    return "gapwatch %s %s"
        .formatted(config.upkeep().containsKey(job.name()) ? "upkeep" : "run", job.name());
  }
}
