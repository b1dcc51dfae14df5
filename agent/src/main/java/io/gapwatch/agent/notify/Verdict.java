package io.gapwatch.agent.notify;

import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition;
import java.util.List;
import java.util.Locale;

/** The one-word verdict in a message's title. */
public enum Verdict {
  HEALTHY("✅"),
  RECOVERED("✅"),
  /** Something is no longer looked at, which is not known to be well. */
  CLOSED("⚪"),
  WARNING("⚠️"),
  UNHEALTHY("❌"),
  UNKNOWN("❓");

  private final String sign;

  Verdict(String sign) {
    this.sign = sign;
  }

  /**
   * The verdict on a run and on its message: an opening that is sent late is not health, even when
   * the run that sends it found everything ok. A known critical outranks the unknown.
   */
  public static Verdict of(Status status, List<Transition> transitions) {
    List<IncidentUpdate> updates = IncidentUpdate.of(transitions);
    if (status == Status.CRITICAL || contains(updates, Severity.CRITICAL)) {
      return UNHEALTHY;
    }
    if (status == Status.UNKNOWN || contains(updates, Severity.UNKNOWN)) {
      return UNKNOWN;
    }
    if (status == Status.WARNING || contains(updates, Severity.WARNING)) {
      return WARNING;
    }
    if (updates.stream().anyMatch(IncidentUpdate::closed)) {
      return CLOSED;
    }
    return updates.isEmpty() ? HEALTHY : RECOVERED;
  }

  /** Its color where text has one, as {@code #rrggbb}. */
  public String color() {
    return switch (this) {
      case HEALTHY, RECOVERED -> "#2e7d32";
      case WARNING -> "#f9a825";
      case UNHEALTHY -> "#c62828";
      case CLOSED, UNKNOWN -> "#616161";
    };
  }

  /** {@code ❌ CHAIN UNHEALTHY}. */
  public String title(String job) {
    return sign + " " + job.toUpperCase(Locale.ROOT) + " " + name();
  }

  private static boolean contains(List<IncidentUpdate> updates, Severity severity) {
    return updates.stream().anyMatch(one -> !one.over() && one.severity() == severity);
  }
}
