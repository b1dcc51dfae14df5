package io.gapwatch.agent.text;

import java.util.Locale;

/** Formats numbers for people. */
public final class Numbers {
  private Numbers() {}

  /** {@code 2,613,593}, {@code 45.1}, {@code 0.298}: no more digits than are useful. */
  public static String text(double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      return String.format(Locale.ROOT, "%,.0f", number);
    }
    String format = Math.abs(number) < 1 ? "%.3f" : Math.abs(number) < 10 ? "%.2f" : "%,.1f";
    return String.format(Locale.ROOT, format, number).replaceAll("\\.?0+$", "");
  }

  /** {@code 1 run}, {@code 3 runs}. */
  public static String count(long number, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
  }
}
