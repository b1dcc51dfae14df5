package io.gapwatch.agent.finding;

import java.util.Locale;

/** How bad one finding is. {@code UNKNOWN} means that it could not be found out. */
public enum Severity {
  WARNING,
  CRITICAL,
  UNKNOWN;

  /** The word used in output and configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
