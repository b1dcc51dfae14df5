package io.gapwatch.agent.config.schema;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a measured number stops being acceptable: {@code >60s}, {@code <100}, {@code 20%}. The
 * operator of a bare number depends on the metric.
 *
 * @param value in the unit's base: seconds, bytes, hundredths, or a plain number
 * @param text as written; a bare number is the highest acceptable one
 */
public record Limit(Sign sign, double value, String text) {
  /** No limit: nothing exceeds it. */
  public static final Limit OFF = new Limit(Sign.ABOVE, Double.POSITIVE_INFINITY, "off");

  private static final Pattern WRITTEN = Pattern.compile("\\s*(>=|<=|>|<|==|!=)?\\s*(.+)");

  /** The comparison that detects a violation. */
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

    /** Whether it finds fault with large numbers, or with small ones. */
    public boolean isAbove() {
      return this == ABOVE || this == AT_LEAST;
    }

    public boolean isBelow() {
      return this == BELOW || this == AT_MOST;
    }

    @Override
    public String toString() {
      return written;
    }
  }

  /**
   * The limit, or empty if it is not in this unit's syntax.
   *
   * @param unsigned the operator of a limit written without one
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
    String operator = sign == Sign.ABOVE ? "" : sign.written;
    return unit.parse(number)
        .map(value -> new Limit(sign, value, operator + shown(number, value, unit)));
  }

  /** As written, but for thousands of milliseconds, which would stand beside seconds. */
  private static String shown(String number, double value, Unit unit) {
    String words = unit.text(value);
    boolean same = unit.parse(words).filter(it -> it == value).isPresent();
    return unit == Unit.SECONDS && value >= 1 && number.contains("ms") && same ? words : number;
  }

  private static Sign sign(String written) {
    for (Sign sign : Sign.values()) {
      if (sign.written.equals(written)) {
        return sign;
      }
    }
    throw new IllegalArgumentException("no such sign: " + written);
  }

  /** The limit; a bare number is the highest acceptable one. */
  public static Optional<Limit> parse(String text, Unit unit) {
    return parse(text, unit, Sign.ABOVE);
  }

  /** A limit known to be valid; a bare number is the highest acceptable one. */
  public static Limit of(String text, Unit unit) {
    return of(text, unit, Sign.ABOVE);
  }

  /** A limit that ships with a check, in the configuration's syntax. */
  public static Limit of(String text, Unit unit, Sign unsigned) {
    return parse(text, unit, unsigned)
        .orElseThrow(() -> new IllegalArgumentException(text + " is not " + unit.example()));
  }

  /** Whether this is a limit, not {@code off}. */
  public boolean isOn() {
    return !text.equals(OFF.text);
  }

  /**
   * As records are printed, for the fingerprint of a check's settings. Written out, because Java
   * would make this at run time, which costs a start several milliseconds.
   */
  @Override
  public String toString() {
    return "Limit[sign=" + sign + ", value=" + value + ", text=" + text + "]";
  }

  /** Whether the number violates the limit. NaN violates every limit. */
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
