package io.gapwatch.agent.config.schema;

import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The kinds of settings. */
public final class Kinds {
  /** A query may be long. */
  private static final int LONGEST_TEXT = 20_000;

  private Kinds() {}

  /** Any text that is not blank. */
  public static Kind<String> text() {
    return new OneText<>(
        "some text",
        Schemas::text,
        LONGEST_TEXT,
        text -> Optional.of(text).filter(t -> !t.isBlank()));
  }

  /** Text that must match a pattern. */
  public static Kind<String> text(String pattern, String rule) {
    return new OneText<>(
        rule, Schemas.text(pattern), text -> Optional.of(text).filter(t -> t.matches(pattern)));
  }

  /** Text that must match a pattern and satisfy a parser. */
  public static <T> Kind<T> text(
      String pattern, String rule, Function<String, Optional<T>> parser) {
    return new OneText<>(
        rule,
        Schemas.text(pattern),
        text -> Optional.of(text).filter(t -> t.matches(pattern)).flatMap(parser));
  }

  /** One of several words. */
  public static Kind<String> choice(String... words) {
    List<String> all = List.of(words);
    return new OneText<>(
        "one of " + String.join(", ", all),
        Schemas.choice(all),
        text -> Optional.of(text).filter(all::contains));
  }

  /** A whole number in this range, inclusive. */
  public static Kind<Long> integer(long least, long most) {
    return new OneText<>(
        "a whole number from " + least + " to " + most,
        Schemas.integer(least, most),
        text ->
            text.matches("-?\\d{1,18}")
                ? Optional.of(Long.parseLong(text)).filter(n -> n >= least && n <= most)
                : Optional.empty());
  }

  /** {@code true} or {@code false}. */
  public static Kind<Boolean> flag() {
    return new OneText<>(
        "true or false",
        Schemas.flag(),
        text ->
            switch (text) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  /**
   * The same syntax with a rule of its own.
   *
   * @param rule what the value must be, or empty if it is; it is told the time of reading
   */
  public static <T> Kind<T> judged(Kind<T> kind, BiFunction<T, Instant, Optional<String>> rule) {
    return new Kind<>() {
      @Override
      public Optional<T> read(Entry entry) {
        Optional<T> value = kind.read(entry);
        Optional<String> broken = value.flatMap(v -> rule.apply(v, entry.reader().now()));
        return broken.isPresent() ? entry.problem("must " + broken.get()) : value;
      }

      @Override
      public Map<String, Object> schema() {
        return kind.schema();
      }
    };
  }

  /** A duration in this range, inclusive. */
  public static Kind<Duration> duration(Duration least, Duration most) {
    return new OneText<>(
        Unit.SECONDS.example() + ", from " + Durations.text(least) + " to " + Durations.text(most),
        () -> Schemas.text(Unit.SECONDS.pattern(Durations.seconds(most))),
        text ->
            Unit.SECONDS
                .parse(text)
                .map(Durations::of)
                .filter(d -> d.compareTo(least) >= 0 && d.compareTo(most) <= 0));
  }

  /** A size in bytes. */
  public static Kind<Long> bytes() {
    return new OneText<>(
        Unit.BYTES.example(),
        Schemas.text(Unit.BYTES.pattern()),
        text -> Unit.BYTES.parse(text).map(Double::longValue));
  }

  /**
   * A limit in this unit, or {@code off}.
   *
   * @param unsigned the operator of a limit written without one
   * @param signs the operators that it may have
   * @param number the syntax of its number, for the schema
   */
  public static Kind<Limit> limit(
      Unit unit, Limit.Sign unsigned, Set<Limit.Sign> signs, String number) {
    List<String> written =
        Stream.of(Limit.Sign.values()).filter(signs::contains).map(Limit.Sign::toString).toList();
    String pattern = "\\s*(" + String.join("|", written) + ")?\\s*" + number + "|off";
    return new OneText<>(
        unit.example() + ", optionally preceded by " + or(written) + "; or off",
        Schemas.text(pattern),
        text ->
            Limit.parse(text, unit, unsigned)
                .filter(limit -> !limit.isOn() || signs.contains(limit.sign())));
  }

  private static String or(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  /** An instant: ISO 8601 in UTC. */
  public static Kind<Instant> instant() {
    return new OneText<>(
        "an instant such as 2026-11-21T00:00:00Z",
        Schemas.text("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z"),
        Times::moment);
  }

  /** An instant that is not in the future. */
  public static Kind<Instant> past() {
    return judged(
        instant(),
        (moment, now) ->
            moment.isAfter(now) ? Optional.of("not be in the future") : Optional.empty());
  }

  /** An IANA time zone. */
  public static Kind<ZoneId> zone() {
    return new OneText<>(
        "a time zone such as UTC or Europe/Berlin",
        Schemas.text("[A-Za-z][A-Za-z0-9_+/-]*"),
        // An offset such as +02:00 has no daylight saving time, and crontab does not accept it.
        text -> Optional.of(text).filter(ZoneId.getAvailableZoneIds()::contains).map(ZoneId::of));
  }

  /**
   * Text with its own parser.
   *
   * @param pattern its syntax, for the schema
   * @param rule what it must be, for people
   */
  public static <T> Kind<T> parsed(
      String pattern, String rule, Function<String, Optional<T>> parser) {
    return new OneText<>(rule, Schemas.text(pattern), parser);
  }

  /**
   * A regular expression.
   *
   * @param rule what it must be, for people
   * @param flags those of {@link Pattern}
   */
  public static Kind<Pattern> expression(String rule, int flags) {
    return parsed(
        ".+",
        rule,
        text -> {
          try {
            return Optional.of(Pattern.compile(text, flags));
          } catch (PatternSyntaxException e) {
            return Optional.empty();
          }
        });
  }

  /** Text that is, or contains, a secret. */
  public static Kind<SecretText> secret() {
    return new SecretKind();
  }

  /** The same syntax, mapped to another type; the function must not fail. */
  public static <T, R> Kind<R> map(Kind<T> kind, Function<T, R> function) {
    return new Kind<>() {
      @Override
      public Optional<R> read(Entry entry) {
        return kind.read(entry).map(function);
      }

      @Override
      public Map<String, Object> schema() {
        return kind.schema();
      }
    };
  }

  /** A section that may be written as one word where that says it all. */
  public static <T> Kind<T> inShort(Kind<T> word, Kind<T> section) {
    return new ShortForm<>(word, section);
  }

  /** A list, possibly empty. */
  public static <T> Kind<List<T>> list(Kind<T> items) {
    return new Several<>(items, 0);
  }

  /** A list of at least one. */
  public static <T> Kind<List<T>> some(Kind<T> items) {
    return new Several<>(items, 1);
  }

  /** Values by name; names are letters, digits, dots, dashes and underscores. */
  public static <T> Kind<Map<String, T>> named(Kind<T> values) {
    return new Named<>(values, Named.NAME, Named.RULE);
  }

  /** Values by names that match a pattern. */
  public static <T> Kind<Map<String, T>> named(String pattern, String rule, Kind<T> values) {
    return new Named<>(values, pattern, rule);
  }

  /** A section whose shape depends on one of its keys. */
  public static Kind<Tagged> tagged(String tag, Map<String, Supplier<Shape>> shapes) {
    return new Choice(tag, shapes);
  }
}
