package io.gapwatch.agent.finding;

import java.util.Locale;

/** How bad a finding is. {@code UNKNOWN}: it could not be checked. */
public enum Severity {
  WARNING,
  CRITICAL,
  UNKNOWN;

  /** The word used in output and configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
