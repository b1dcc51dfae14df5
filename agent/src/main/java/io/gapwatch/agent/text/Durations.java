package io.gapwatch.agent.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Formats durations, the same way in settings, messages and reports. */
public final class Durations {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private static final List<Map.Entry<String, Long>> UNITS =
      List.of(Map.entry("d", DAY), Map.entry("h", HOUR), Map.entry("m", MINUTE));

  private Durations() {}

  /**
   * The two largest units: {@code 250ms}, {@code 45.1s}, {@code 90s}, {@code 7m 30s}, {@code 3h
   * 5m}, {@code 365d}. The rest is truncated, never rounded up, so no hour has 60 minutes. The
   * configuration accepts all of these.
   */
  public static String text(Duration duration) {
    if (duration.isNegative()) {
      return "-" + text(duration.negated());
    }
    long seconds = duration.toSeconds();
    if (seconds == 0 && duration.toMillisPart() > 0) {
      return duration.toMillisPart() + "ms";
    }
    if (seconds < 2 * MINUTE) {
      int tenths = duration.toMillisPart() / 100;
      return tenths == 0 ? seconds + "s" : seconds + "." + tenths + "s";
    }
    if (seconds < HOUR) {
      return two(seconds / MINUTE, "m", seconds % MINUTE, "s");
    }
    return seconds < DAY
        ? two(seconds / HOUR, "h", seconds % HOUR / MINUTE, "m")
        : two(seconds / DAY, "d", seconds % DAY / HOUR, "h");
  }

  /** All units, to a millisecond, without units of zero at either end: {@code 2h 0m 40s}. */
  public static String whole(Duration duration) {
    if (duration.isNegative()) {
      return "-" + whole(duration.negated());
    }
    StringBuilder text = new StringBuilder();
    long rest = duration.toSeconds();
    boolean fraction = duration.toMillisPart() > 0;
    for (Map.Entry<String, Long> unit : UNITS) {
      if (text.length() > 0 || rest >= unit.getValue()) {
        text.append(text.length() > 0 ? " " : "")
            .append(rest / unit.getValue())
            .append(unit.getKey());
        rest %= unit.getValue();
      }
      if (rest == 0 && !fraction && text.length() > 0) {
        return text.toString();
      }
    }
    String seconds =
        BigDecimal.valueOf(rest * 1000 + duration.toMillisPart(), 3)
            .stripTrailingZeros()
            .toPlainString();
    return text + (text.length() > 0 ? " " : "") + seconds + "s";
  }

  /** The same of seconds, as metrics count time, to a thousandth. */
  public static String text(double seconds) {
    return text(of(seconds));
  }

  /** In seconds, to a thousandth, as metrics count time. */
  public static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  /** The opposite of {@link #seconds}. */
  public static Duration of(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  /** The same of how long something took, which is never nothing: {@code less than 1ms}. */
  public static String taken(Duration duration) {
    return duration.toMillis() < 1 ? "less than 1ms" : text(duration);
  }

  private static String two(long large, String unit, long small, String smallUnit) {
    return large + unit + (small == 0 ? "" : " " + small + smallUnit);
  }
}
