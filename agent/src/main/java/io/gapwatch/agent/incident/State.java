package io.gapwatch.agent.incident;

import java.util.Locale;

/** The life of an incident. */
public enum State {
  /** Seen, but not confirmed, or young enough to heal by itself. Nobody is told. */
  PENDING,
  /** Confirmed and told. */
  OPEN,
  /** Not seen for as many good runs as the check asks for. */
  RESOLVED,
  /** Its check was removed; whether it is still there nobody knows. */
  CLOSED;

  /** Whether nobody follows it any more. */
  public boolean isOver() {
    return this == RESOLVED || this == CLOSED;
  }

  /** The word used in output. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
