package io.gapwatch.agent.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a measured number stops being right: {@code >60s}, {@code <100}, {@code 20%}. Without a
 * sign, more than the number is too much.
 *
 * @param value in the unit's base: seconds, bytes, hundredths, or a plain number
 * @param text as it was written; a plain number is the most that is right
 */
public record Limit(Sign sign, double value, String text) {
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

  /** The limit, or empty when it is not written as this unit is. */
  public static Optional<Limit> parse(String text, Unit unit) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String written = matcher.group(1) == null ? ">" : matcher.group(1);
    String number = matcher.group(2).strip();
    String shown = written.equals(">") ? number : written + number;
    return unit.parse(number).map(value -> new Limit(sign(written), value, shown));
  }

  private static Sign sign(String written) {
    for (Sign sign : Sign.values()) {
      if (sign.written.equals(written)) {
        return sign;
      }
    }
    throw new IllegalArgumentException("no such sign: " + written);
  }

  /** A limit that ships with a check, written as people would. */
  public static Limit of(String text, Unit unit) {
    return parse(text, unit)
        .orElseThrow(() -> new IllegalArgumentException(text + " is not " + unit.example()));
  }

  /** Whether the number breaks the limit. What is not a number breaks every limit. */
  public boolean brokenBy(double number) {
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
