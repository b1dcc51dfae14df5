package io.gapwatch.agent.incident;

import java.time.Instant;
import java.util.Locale;

/**
 * A change that people are notified of, once per channel.
 *
 * @param id a ULID: the order of ids is the order of events
 * @param incident as it was right after the change
 */
public record Transition(String id, Kind kind, Instant at, Incident incident) {
  /** What happened to the incident. */
  public enum Kind {
    OPENED,
    /** From warning to critical, or to or from unknown. */
    WORSENED,
    EASED,
    REMINDER,
    /** Nobody acknowledged it in time. */
    ESCALATED,
    RESOLVED,
    /** It is no longer tracked, which says nothing about its health. */
    CLOSED;

    /** The word used in output. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
