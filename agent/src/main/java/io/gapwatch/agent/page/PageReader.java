package io.gapwatch.agent.page;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.config.PageConfig;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.DayStatus;
import io.gapwatch.agent.history.Histories;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.history.Sample;
import io.gapwatch.agent.history.Series;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.schedule.PlannedWork;
import io.gapwatch.agent.schedule.Timetable;
import io.gapwatch.agent.text.Lines;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the page from the history. */
final class PageReader {
  static final int DAYS = 90;

  private static final Duration PLOTTED = Duration.ofDays(7);
  private static final Duration ANNOUNCED = Duration.ofDays(14);
  private static final int MOST_WINDOWS = 20;
  private static final int MOST_INCIDENTS = 50;
  private static final int MOST_PLOTS = 2;

  /** Later than that after it should have ended, a run is missed. */
  private static final Duration LATE = Duration.ofMinutes(30);

  private final Config config;
  private final PageConfig page;
  private final List<CheckType> types;
  private final History history;
  private final Instant now;

  private PageReader(
      Config config, PageConfig page, List<CheckType> types, History history, Instant now) {
    this.config = config;
    this.page = page;
    this.types = types;
    this.history = history;
    this.now = now;
  }

  static StatusPage read(Config config, PageConfig page, List<CheckType> types, Instant now) {
    try (History history = Histories.open(config)) {
      return new PageReader(config, page, types, history, now).read();
    }
  }

  private StatusPage read() {
    List<Board> boards = new ArrayList<>();
    config.jobs().values().forEach(job -> boards.addAll(boards(job)));
    List<Incident> incidents =
        history.incidents().since(now.minus(Duration.ofDays(DAYS))).stream()
            .filter(incident -> incident.openedAt().isPresent())
            .sorted(
                Comparator.comparing((Incident incident) -> incident.state().isOver())
                    .thenComparing(Comparator.comparing(Incident::id).reversed()))
            .limit(MOST_INCIDENTS)
            .toList();
    return new StatusPage(
        page.title(),
        now,
        Timetable.next(config.jobs().values(), now),
        page.isPublic(),
        boards,
        Optional.of(incidents),
        maintenance());
  }

  private List<Announced> maintenance() {
    return PlannedWork.ahead(now, config, history.windows().notEndedAt(now)).stream()
        .filter(window -> window.from().isBefore(now.plus(ANNOUNCED)))
        .sorted(Comparator.comparing(PlannedWork::from))
        .limit(MOST_WINDOWS)
        .map(window -> Announced.of(window, config, page.isPublic()))
        .toList();
  }

  private List<Board> boards(JobConfig job) {
    Optional<Run> last = history.runs().last(job.name());
    Map<String, CheckResult> results = new LinkedHashMap<>();
    last.ifPresent(
        run -> history.results().of(run.id()).forEach(result -> results.put(result.id(), result)));
    Optional<String> silent = silent(job, last);
    Instant begin =
        LocalDate.ofInstant(now, ZoneOffset.UTC)
            .minusDays(DAYS - 1L)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();
    List<DayStatus> days = history.results().days(job.name(), begin);
    List<Series> series = history.measurements().seriesOf(job.name(), now.minus(PLOTTED), now);
    List<Board> boards = new ArrayList<>();
    for (CheckConfig check : job.checks()) {
      CheckResult result = results.get(check.id());
      Status status = result == null || silent.isPresent() ? Status.UNKNOWN : result.status();
      boards.add(
          new Board(
              check.id(),
              job.name(),
              page.isPublic() ? Optional.empty() : Optional.of(check.source()),
              status,
              result != null && silent.isEmpty() && result.hasCritical(),
              words(result, silent, status),
              days(check.id(), days),
              plots(check, series)));
    }
    if (last.isPresent() && silent.isEmpty()) {
      boards.addAll(others(job, last.get(), results.values(), days));
    }
    return boards;
  }

  /**
   * What else the run found: about the agent itself, or by a check that is no longer configured.
   * The page is never better than the run.
   */
  private List<Board> others(
      JobConfig job, Run run, Collection<CheckResult> results, List<DayStatus> days) {
    Set<String> configured = job.checks().stream().map(CheckConfig::id).collect(Collectors.toSet());
    List<Board> boards = new ArrayList<>();
    for (CheckResult result : results) {
      if (!configured.contains(result.id()) && result.status() != Status.OK) {
        boards.add(
            other(
                result.id(),
                job,
                result.status(),
                result.hasCritical(),
                words(result, Optional.empty(), result.status()),
                days(result.id(), days)));
      }
    }
    Status whole = run.ending().map(Run.Ending::status).orElse(Status.UNKNOWN);
    if (results.stream().noneMatch(result -> result.status().rank() <= whole.rank())) {
      boards.add(
          other(
              "run-of-" + job.name(),
              job,
              whole,
              whole == Status.CRITICAL,
              words(job, whole),
              List.of()));
    }
    return boards;
  }

  private static Board other(
      String id,
      JobConfig job,
      Status status,
      boolean critical,
      String words,
      List<Board.Day> days) {
    return new Board(id, job.name(), Optional.empty(), status, critical, words, days, List.of());
  }

  private String words(JobConfig job, Status whole) {
    return page.isPublic()
        ? publicWords(whole)
        : "the last run as a whole is %s, for an incident that its checks did not look at: gapwatch report %s"
            .formatted(whole.word(), job.name());
  }

  /** Why nothing is known of this job now, if nothing is. */
  private Optional<String> silent(JobConfig job, Optional<Run> last) {
    if (last.isEmpty()) {
      return Optional.of("no run has ended yet");
    }
    Instant began = last.get().startedAt();
    if (began.isAfter(now.plus(LATE))) {
      return Optional.of(
          "the last run is dated %s, in the future: the clock was wrong then, or is wrong now"
              .formatted(Times.dateAndTime(began)));
    }
    return Timetable.of(job)
        .next(began)
        .filter(due -> due.plus(job.deadline()).plus(LATE).isBefore(now))
        .map(
            due ->
                "no run since "
                    + Times.dateAndTime(began)
                    + ", one was due "
                    + Times.dateAndTime(due));
  }

  private String words(@Nullable CheckResult result, Optional<String> silent, Status status) {
    if (silent.isPresent()) {
      return silent.get();
    }
    if (result == null) {
      return "it was not part of the last run";
    }
    if (!page.isPublic()) {
      return Lines.oneLine(result.summary());
    }
    return status == Status.UNKNOWN && result.hasCritical()
        ? publicWords(Status.CRITICAL) + "; a part " + publicWords(status)
        : publicWords(status);
  }

  private static String publicWords(Status status) {
    return switch (status) {
      case OK -> "as it should be";
      case WARNING -> "not as it should be";
      case CRITICAL -> "out of its limits";
      case UNKNOWN -> "could not be checked";
    };
  }

  private List<Board.Day> days(String check, List<DayStatus> seen) {
    Map<Long, Status> worst = new HashMap<>();
    seen.stream()
        .filter(day -> day.checkId().equals(check))
        .forEach(
            day -> worst.merge(day.day(), day.status(), (a, b) -> a.rank() <= b.rank() ? a : b));
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    List<Board.Day> days = new ArrayList<>();
    for (int back = DAYS - 1; back >= 0; back--) {
      LocalDate date = today.minusDays(back);
      days.add(new Board.Day(date, Optional.ofNullable(worst.get(date.toEpochDay()))));
    }
    return days;
  }

  private List<Board.Plot> plots(CheckConfig check, List<Series> series) {
    List<Metric> telling =
        types.stream()
            .filter(type -> type.type().equals(check.type()))
            .flatMap(type -> type.metrics().all().stream())
            .filter(metric -> metric.direction() != Metric.Direction.NEITHER)
            .filter(metric -> !metric.role().position())
            .sorted(Comparator.comparing((Metric metric) -> !metric.role().main()))
            .toList();
    return telling.stream()
        .flatMap(
            metric ->
                series.stream()
                    .filter(one -> one.checkId().equals(check.id()))
                    .filter(one -> isOf(one, metric) && moves(one))
                    .map(one -> new Board.Plot(one, metric.unit())))
        .limit(MOST_PLOTS)
        .toList();
  }

  /** A level line says no more than the words do. */
  private static boolean moves(Series series) {
    return series.samples().stream().mapToDouble(Sample::value).distinct().count() > 1;
  }

  /** The name of a subject may be that of a host or a path. */
  private boolean isOf(Series series, Metric metric) {
    return page.isPublic() ? series.name().equals(metric.name()) : series.isOf(metric.name());
  }
}
