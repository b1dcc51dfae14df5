package io.gapwatch.agent.notify;

import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition;
import java.util.List;
import java.util.Locale;

/** The one word of a message's title. */
public enum Verdict {
  HEALTHY("✅"),
  RECOVERED("✅"),
  WARNING("⚠️"),
  UNHEALTHY("❌"),
  UNKNOWN("❓");

  private final String sign;

  Verdict(String sign) {
    this.sign = sign;
  }

  /**
   * The verdict on a run and on what its message tells: an opening that is told late is no health,
   * even when the run that tells it found all well. A known critical outranks the unknown.
   */
  public static Verdict of(Status status, List<Transition> transitions) {
    List<Episode> told = Episode.of(transitions);
    if (status == Status.CRITICAL || tells(told, Severity.CRITICAL)) {
      return UNHEALTHY;
    }
    if (status == Status.UNKNOWN || tells(told, Severity.UNKNOWN)) {
      return UNKNOWN;
    }
    if (status == Status.WARNING || tells(told, Severity.WARNING)) {
      return WARNING;
    }
    return told.stream().allMatch(Episode::closed) ? HEALTHY : RECOVERED;
  }

  /** {@code ❌ CHAIN UNHEALTHY}. */
  public String title(String job) {
    return sign + " " + job.toUpperCase(Locale.ROOT) + " " + name();
  }

  private static boolean tells(List<Episode> told, Severity severity) {
    return told.stream().anyMatch(one -> !one.over() && one.severity() == severity);
  }
}
