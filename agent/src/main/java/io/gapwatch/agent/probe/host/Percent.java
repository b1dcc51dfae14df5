package io.gapwatch.agent.probe.host;

import java.util.Locale;

/** Shares for people: one decimal, so that 20.97 % is seen to be more than 20 %. */
final class Percent {
  private Percent() {}

  static String text(double share) {
    return String.format(Locale.ROOT, "%.1f%%", share);
  }
}
