package io.gapwatch.agent.probe;

import io.gapwatch.agent.source.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The context in which a probe runs.
 *
 * @param now the run's single clock reading, UTC
 * @param due until the job's next run is due by its schedule; zero if no job asks
 * @param timeout how long the source may take to respond
 * @param sessions opens the check's source, or returns the open session
 * @param history the samples of earlier runs
 */
public record ProbeContext(
    Instant now, Duration due, Duration timeout, Sessions sessions, Past history) {
  private static final Duration DAY = Duration.ofDays(1);

  /** And a day, for cron is never on time to the second, and clocks are put back. */
  private static final Duration WEEK = Duration.ofDays(8);

  /** Clocks differ by so much, and rows are written while a run asks, and nobody is wrong. */
  public static final Duration CLOCKS = Duration.ofMinutes(1);

  /** Opens the check's source once and returns the same session each time. */
  public interface Sessions {
    /**
     * The session of this kind.
     *
     * @throws io.gapwatch.agent.source.SourceUnavailableException when it cannot be opened
     */
    <S extends Session> S open(Class<S> kind);
  }

  /** What earlier runs of the same check measured on the same target with the same settings. */
  public interface Past {
    /** No past, as on a first run. */
    Past NONE = (metric, subject, since) -> List.of();

    /** See {@link ProbeContext#past(Metric, String, Instant)}. */
    List<Sample> samples(Metric metric, String subject, Instant since);

    /** See {@link ProbeContext#newest(Metric, Instant)}. */
    default Map<String, Sample> newest(Metric metric, Instant since) {
      return Map.of();
    }

    /** See {@link ProbeContext#upkeep}. */
    default List<Upkeep> upkeep(Instant since) {
      return List.of();
    }
  }

  /**
   * One number of an earlier run.
   *
   * @param at when that run began, UTC
   * @param value in the base unit of its metric
   * @param whole the same without a fraction, and exact beyond 2^53
   */
  public record Sample(Instant at, double value, long whole) {
    public Sample(Instant at, double value) {
      this(at, value, (long) value);
    }
  }

  /**
   * Something that Gapwatch itself did to the check's source.
   *
   * @param type the type of action, such as {@code restart}
   * @param subject the part of the source, such as a process
   * @param from when it began, UTC
   * @param until when it ended; empty if that is not known
   */
  public record Upkeep(String type, String subject, Instant from, Optional<Instant> until) {}

  /** A later time than this is of the future, UTC. */
  public Instant soon() {
    return now.plus(CLOCKS);
  }

  /** What upkeep actions of this type did to the source from this time on, oldest first. */
  public List<Upkeep> upkeep(String type, Instant since) {
    return history.upkeep(since).stream()
        .filter(each -> each.type().equals(type) && !each.from().isAfter(now))
        .toList();
  }

  /** The check's source, in a session of this kind. */
  public <S extends Session> S session(Class<S> kind) {
    return sessions.open(kind);
  }

  /** The samples of a metric of the whole check from this time on, oldest first. */
  public List<Sample> past(Metric metric, Instant since) {
    return past(metric, "", since);
  }

  /**
   * The newest sample of each subject of a metric from this time on and before now, under the same
   * conditions.
   */
  public Map<String, Sample> newest(Metric metric, Instant since) {
    Map<String, Sample> all = new LinkedHashMap<>(history.newest(metric, since));
    all.values().removeIf(sample -> !sample.at().isBefore(now));
    return all;
  }

  /**
   * The samples of a metric of one subject from this time on and before now, oldest first. Only
   * samples of the same check with the same settings and of the same database, file or host count.
   */
  public List<Sample> past(Metric metric, String subject, Instant since) {
    return history.samples(metric, subject, since).stream()
        .filter(sample -> sample.at().isBefore(now))
        .toList();
  }

  /**
   * The samples of a counter that its growth is told from, oldest first: those of the last day; of
   * a job that runs once a day or once a week, where there may be none, the last one before.
   */
  public List<Sample> pastOfCounter(Metric metric, String subject) {
    List<Sample> day = past(metric, subject, now.minus(DAY));
    if (!day.isEmpty()) {
      return day;
    }
    List<Sample> week = past(metric, subject, now.minus(WEEK));
    return week.isEmpty() ? week : week.subList(week.size() - 1, week.size());
  }
}
