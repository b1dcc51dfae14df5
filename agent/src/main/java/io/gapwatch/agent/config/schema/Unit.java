package io.gapwatch.agent.config.schema;

import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Sizes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The unit of a number, and its syntax. */
public enum Unit {
  /** Plain numbers: {@code 100}, {@code 2.5}, {@code -1}; only these may be below zero. */
  COUNT("a number such as 8 or 2.5", Map.of("", 1.0)),
  /** In seconds: {@code 15s}, {@code 5m}, {@code 365d}, {@code 500ms}, {@code 1h30m}. */
  SECONDS(
      "a time such as 15s, 5m, 3h or 365d",
      Map.of("ms", 0.001, "s", 1.0, "m", 60.0, "h", 3600.0, "d", 86400.0)),
  /** In bytes: {@code 4GiB}, {@code 200MB}. */
  BYTES(
      "a size such as 200MB or 4GiB",
      Map.of(
          "B", 1.0, "kB", 1e3, "MB", 1e6, "GB", 1e9, "TB", 1e12, "KiB", 0x1p10, "MiB", 0x1p20,
          "GiB", 0x1p30, "TiB", 0x1p40)),
  /** In hundredths: {@code 20%}. */
  PERCENT("a share such as 20%", Map.of("%", 1.0));

  private static final Pattern PIECE = Pattern.compile("\\s*(-?\\d+(?:\\.\\d+)?)\\s*([A-Za-z%]*)");

  private final String example;

  @SuppressWarnings("ImmutableEnumChecker") // Made by Map.of, which nobody can change.
  private final Map<String, Double> factors;

  Unit(String example, Map<String, Double> factors) {
    this.example = example;
    this.factors = factors;
  }

  /** Its syntax, for messages: {@code a time such as 15s, 5m, 3h or 365d}. */
  public String example() {
    return example;
  }

  /** A sample value, for messages: {@code 5m}. */
  public String sample() {
    return switch (this) {
      case COUNT -> "8";
      case SECONDS -> "5m";
      case BYTES -> "4GiB";
      case PERCENT -> "20%";
    };
  }

  /** The number in the base unit, or empty if it is not in this unit's syntax. */
  public Optional<Double> parse(String text) {
    Matcher matcher = PIECE.matcher(text.strip());
    double total = 0;
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      Double factor = factors.get(matcher.group(2));
      if (factor == null || (this != COUNT && matcher.group(1).startsWith("-"))) {
        return Optional.empty();
      }
      total += Double.parseDouble(matcher.group(1)) * factor;
      end = matcher.end();
      if (this != SECONDS) {
        break;
      }
    }
    // A number that overflows a double would be a limit that nothing ever exceeds.
    return end > 0 && end == text.strip().length() && Double.isFinite(total)
        ? Optional.of(total)
        : Optional.empty();
  }

  /** A number in this unit, formatted for people: {@code 7m 30s}, {@code 3GiB}, {@code 42.5%}. */
  public String text(double number) {
    return switch (this) {
      case COUNT -> Numbers.text(number);
      case SECONDS -> Durations.text(number);
      case BYTES -> Sizes.text(number);
      case PERCENT -> Numbers.text(number) + "%";
    };
  }

  /**
   * The JSON Schema pattern of one time: no part of it has more digits than the longest time has.
   *
   * @param most the longest, in seconds
   */
  String pattern(double most) {
    String parts =
        Stream.of("ms", "s", "m", "h", "d")
            .map(unit -> digits(most / Objects.requireNonNull(factors.get(unit))) + unit)
            .collect(Collectors.joining("|"));
    return "((" + parts + ")\\s*)+";
  }

  private static String digits(double most) {
    int digits = (int) Math.floor(Math.log10(Math.max(1, most))) + 1;
    return (digits > 15 ? "\\d+" : "\\d{1," + digits + "}") + "(\\.\\d+)?\\s*";
  }

  /** The JSON Schema pattern of a value from nothing to the whole. */
  public String patternToWhole() {
    return switch (this) {
      case COUNT -> "\\d+(\\.\\d+)?";
      case PERCENT -> "(100(\\.0+)?|\\d{1,2}(\\.\\d+)?)\\s*%";
      case SECONDS, BYTES -> pattern();
    };
  }

  /** The JSON Schema pattern of one value. */
  public String pattern() {
    return switch (this) {
      case COUNT -> "-?\\d+(\\.\\d+)?";
      case SECONDS -> pattern(1e20);
      case BYTES -> "\\d+(\\.\\d+)?\\s*(B|kB|MB|GB|TB|KiB|MiB|GiB|TiB)";
      case PERCENT -> "\\d+(\\.\\d+)?\\s*%";
    };
  }
}
