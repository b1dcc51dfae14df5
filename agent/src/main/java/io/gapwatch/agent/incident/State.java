package io.gapwatch.agent.incident;

import java.util.Locale;

/** The life of an incident. */
public enum State {
  /** Seen but not confirmed, or recent enough to heal by itself. Nobody is notified. */
  PENDING,
  /** Confirmed; people are notified. */
  OPEN,
  /** Found well by as many good runs as the check asks for. */
  RESOLVED,
  /** No longer looked at; whether it still holds is unknown. See {@link Closure}. */
  CLOSED;

  /** Whether it is no longer tracked. */
  public boolean isOver() {
    return this == RESOLVED || this == CLOSED;
  }

  /** The word used in output. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
