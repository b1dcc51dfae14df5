package io.gapwatch.agent.text;

import java.util.Locale;

/** Formats sizes in bytes, in units of 1,024, in the syntax of the configuration. */
public final class Sizes {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private Sizes() {}

  /** {@code 512B}, {@code 1.5GiB}, {@code 200MiB}: one decimal below ten. */
  public static String text(double bytes) {
    double size = Math.abs(bytes);
    int unit = 0;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    String number = String.format(Locale.ROOT, size < 10 && unit > 0 ? "%.1f" : "%.0f", size);
    return (bytes < 0 ? "-" : "") + number.replace(".0", "") + UNITS[unit];
  }
}
