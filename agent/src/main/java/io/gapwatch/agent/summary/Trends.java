package io.gapwatch.agent.summary;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.history.Sample;
import io.gapwatch.agent.history.Series;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.State;
import io.gapwatch.agent.report.Trend;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The numbers of a weekly health report, against the time before. */
record Trends(List<JobView> now, List<JobView> before) {
  private static final double WHOLE = 100;
  private static final Duration LONGEST = Duration.ofDays(365);

  /**
   * Less has not seen the machine's day: a minute in which memory rises would be full in minutes.
   */
  private static final Duration LEAST = Duration.ofDays(1);

  private record Figure(String checkType, String metric, Unit unit) {}

  private static final List<Figure> FIGURES =
      List.of(
          new Figure("db-size", "size", Unit.BYTES),
          new Figure("db-dead-rows", "allDeadRows", Unit.COUNT),
          new Figure("processes", "restarts", Unit.COUNT),
          new Figure("processes", "memory", Unit.BYTES),
          new Figure("swap", "used", Unit.PERCENT),
          new Figure("memory", "used", Unit.PERCENT),
          new Figure("load", "perCore", Unit.COUNT),
          new Figure("disk", "used", Unit.PERCENT),
          new Figure("log-errors", "errors", Unit.COUNT));

  /**
   * All of them.
   *
   * @param earlier how many incidents began in the time before; empty if that is not known
   * @param incidents those of this time
   */
  List<Trend> all(OptionalDouble earlier, List<Incident> incidents) {
    List<Trend> trends = new ArrayList<>();
    for (Figure number : FIGURES) {
      for (JobView job : now) {
        for (CheckConfig check : job.checks(number.checkType())) {
          JobView.of(job.series(), check, number.metric())
              .filter(series -> !series.samples().isEmpty())
              .forEach(series -> trends.add(trend(number, series)));
        }
      }
    }
    trends.add(incidents(earlier, incidents));
    return trends;
  }

  /** The last of them is how many are still open. */
  private Trend incidents(OptionalDouble earlier, List<Incident> incidents) {
    long open = incidents.stream().filter(each -> each.state() == State.OPEN).count();
    return new Trend(
        "incidents", Unit.COUNT, List.of(), earlier, incidents.size(), open, Optional.empty());
  }

  private Trend trend(Figure number, Series series) {
    List<Double> values = series.samples().stream().map(Sample::value).toList();
    return new Trend(
        series.checkId() + " " + series.name(),
        number.unit(),
        values,
        mean(earlier(series)),
        mean(series.samples()).orElse(0),
        values.get(values.size() - 1),
        number.unit() == Unit.PERCENT
            ? full(series.samples())
            : number.metric().equals("size") ? untilLimit(series) : Optional.empty());
  }

  /** What the check itself says, which knows its limit. */
  private Optional<Duration> untilLimit(Series size) {
    return now.stream()
        .flatMap(job -> job.series().stream())
        .filter(each -> each.checkId().equals(size.checkId()) && each.name().equals("untilLimit"))
        .map(each -> each.samples().get(each.samples().size() - 1).value())
        .filter(seconds -> seconds < LONGEST.toSeconds())
        .map(seconds -> Duration.ofMinutes(Math.round(seconds / 60)))
        .findFirst();
  }

  private List<Sample> earlier(Series series) {
    return before.stream()
        .flatMap(job -> job.series().stream())
        .filter(
            each -> each.checkId().equals(series.checkId()) && each.name().equals(series.name()))
        .flatMap(each -> each.samples().stream())
        .toList();
  }

  private static OptionalDouble mean(List<Sample> samples) {
    return samples.stream().mapToDouble(Sample::value).average();
  }

  /** By the line of least squares of a day or more; nobody plans for more than a year. */
  private static Optional<Duration> full(List<Sample> samples) {
    Instant newest = samples.get(samples.size() - 1).at();
    if (Duration.between(samples.get(0).at(), newest).compareTo(LEAST) < 0) {
      return Optional.empty();
    }
    long first = samples.get(0).at().toEpochMilli();
    double meanTime =
        samples.stream().mapToDouble(each -> each.at().toEpochMilli() - first).average().orElse(0);
    double mean = mean(samples).orElse(0);
    double above = 0;
    double below = 0;
    for (Sample each : samples) {
      double time = each.at().toEpochMilli() - first - meanTime;
      above += time * (each.value() - mean);
      below += time * time;
    }
    double last = samples.get(samples.size() - 1).value();
    if (below == 0 || above <= 0 || last >= WHOLE) {
      return Optional.empty();
    }
    double millis = (WHOLE - last) / (above / below);
    return millis < LONGEST.toMillis()
        ? Optional.of(Duration.ofMinutes(Math.round(millis / 60_000)))
        : Optional.empty();
  }
}
