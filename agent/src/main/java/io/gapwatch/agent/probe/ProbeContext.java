package io.gapwatch.agent.probe;

import io.gapwatch.agent.source.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a probe is given.
 *
 * @param now the one clock reading of the run, UTC
 * @param timeout how long the source may take to answer
 * @param sessions opens the check's source, or has it open
 * @param history the samples of earlier runs
 */
public record ProbeContext(Instant now, Duration timeout, Sessions sessions, Past history) {

  /** Opens the check's source once and hands out the same session each time. */
  public interface Sessions {
    /**
     * The session of this kind.
     *
     * @throws io.gapwatch.agent.source.SourceUnavailableException when it cannot be opened
     */
    <S extends Session> S open(Class<S> kind);
  }

  /** What earlier runs of the same check measured on the same thing with the same settings. */
  public interface Past {
    /** No past, as of a first run. */
    Past NONE = (metric, subject, since) -> List.of();

    /** See {@link ProbeContext#past(Metric, String, Instant)}. */
    List<Sample> samples(Metric metric, String subject, Instant since);
  }

  /**
   * One number of an earlier run.
   *
   * @param at when that run began, UTC
   * @param value in the base unit of its metric
   */
  public record Sample(Instant at, double value) {}

  /** The source to ask, in a session of this kind. */
  public <S extends Session> S session(Class<S> kind) {
    return sessions.open(kind);
  }

  /** The samples of a metric of the whole check from this time on, oldest first. */
  public List<Sample> past(Metric metric, Instant since) {
    return past(metric, "", since);
  }

  /**
   * The samples of a metric of one subject from this time on and before now, oldest first. They are
   * of the same check with the same settings and of the same database, file or host: what was
   * measured on another is no past of this one.
   */
  public List<Sample> past(Metric metric, String subject, Instant since) {
    return history.samples(metric, subject, since).stream()
        .filter(sample -> sample.at().isBefore(now))
        .toList();
  }
}
