package io.gapwatch.agent.finding;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The outcome of a check, a job or a run, ordered from best to worst. */
public enum Status {
  OK,
  WARNING,
  CRITICAL,
  UNKNOWN;

  /** Exit codes of {@code check} and {@code run}: unknown wins over unhealthy. */
  public int exitCode() {
    return switch (this) {
      case OK -> 0;
      case WARNING, CRITICAL -> 1;
      case UNKNOWN -> 2;
    };
  }

  /**
   * Its place where people read what is wrong first, from 0: a known critical stands above the
   * unknown, which may be nothing.
   */
  public int rank() {
    return switch (this) {
      case CRITICAL -> 0;
      case UNKNOWN -> 1;
      case WARNING -> 2;
      case OK -> 3;
    };
  }

  /** The word used in output. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The worst of several; {@code UNKNOWN} if there are none, because nothing was measured. */
  public static Status worst(Collection<Status> all) {
    return all.stream().max(Comparator.naturalOrder()).orElse(UNKNOWN);
  }

  /** The status of a check with a finding of this severity. */
  public static Status of(Severity severity) {
    return switch (severity) {
      case WARNING -> WARNING;
      case CRITICAL -> CRITICAL;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
