package io.gapwatch.agent.config.schema;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a measured number stops being right: {@code >60s}, {@code <100}, {@code 20%}. What a number
 * without a sign means is up to what it limits.
 *
 * @param value in the unit's base: seconds, bytes, hundredths, or a plain number
 * @param text as it was written; a plain number is the most that is right
 */
public record Limit(Sign sign, double value, String text) {
  /** No limit: nothing breaks it. */
  public static final Limit OFF = new Limit(Sign.ABOVE, Double.POSITIVE_INFINITY, "off");

  private static final Pattern WRITTEN = Pattern.compile("\\s*(>=|<=|>|<|==|!=)?\\s*(.+)");

  /** How a number is compared with the limit to find that it is broken. */
  public enum Sign {
    ABOVE(">"),
    AT_LEAST(">="),
    BELOW("<"),
    AT_MOST("<="),
    EQUAL("=="),
    OTHER_THAN("!=");

    private final String written;

    Sign(String written) {
      this.written = written;
    }
  }

  /**
   * The limit, or empty when it is not written as this unit is.
   *
   * @param unsigned how a number without a sign is meant
   */
  public static Optional<Limit> parse(String text, Unit unit, Sign unsigned) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    if (text.strip().equals(OFF.text)) {
      return Optional.of(OFF);
    }
    Sign sign = matcher.group(1) == null ? unsigned : sign(matcher.group(1));
    String number = matcher.group(2).strip();
    String shown = sign == Sign.ABOVE ? number : sign.written + number;
    return unit.parse(number).map(value -> new Limit(sign, value, shown));
  }

  private static Sign sign(String written) {
    for (Sign sign : Sign.values()) {
      if (sign.written.equals(written)) {
        return sign;
      }
    }
    throw new IllegalArgumentException("no such sign: " + written);
  }

  /** The limit, where a number without a sign is the most that is right. */
  public static Optional<Limit> parse(String text, Unit unit) {
    return parse(text, unit, Sign.ABOVE);
  }

  /** A limit that is right, where a number without a sign is the most that is right. */
  public static Limit of(String text, Unit unit) {
    return of(text, unit, Sign.ABOVE);
  }

  /** A limit that ships with a check, written as people would. */
  public static Limit of(String text, Unit unit, Sign unsigned) {
    return parse(text, unit, unsigned)
        .orElseThrow(() -> new IllegalArgumentException(text + " is not " + unit.example()));
  }

  /** Whether it is a limit at all. */
  public boolean isOn() {
    return !equals(OFF);
  }

  /** Whether the number breaks the limit. What is not a number breaks every limit. */
  public boolean brokenBy(double number) {
    if (!isOn()) {
      return false;
    }
    if (Double.isNaN(number)) {
      return true;
    }
    return switch (sign) {
      case ABOVE -> number > value;
      case AT_LEAST -> number >= value;
      case BELOW -> number < value;
      case AT_MOST -> number <= value;
      case EQUAL -> number == value;
      case OTHER_THAN -> number != value;
    };
  }
}
