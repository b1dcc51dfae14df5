package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.source.sql.Dialect;
import java.util.Arrays;
import java.util.List;

/** What a column of whole numbers counts since 1970, UTC. */
public enum EpochUnit {
  SECONDS("s", 1L, 100_000_000_000L),
  MILLISECONDS("ms", 1_000L, 100_000_000_000_000L),
  MICROSECONDS("us", 1_000_000L, 100_000_000_000_000_000L),
  NANOSECONDS("ns", 1_000_000_000L, Long.MAX_VALUE);

  private final String word;
  private final long perSecond;

  /** No clock that counts in this unit shows as much before the year 5138. */
  private final long end;

  EpochUnit(String word, long perSecond, long end) {
    this.word = word;
    this.perSecond = perSecond;
    this.end = end;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(unit -> unit.word).toList();
  }

  static EpochUnit named(String word) {
    return Arrays.stream(values()).filter(unit -> unit.word.equals(word)).findFirst().orElseThrow();
  }

  /** The unit in which this value is a time of our days. */
  public static EpochUnit of(long value) {
    return Arrays.stream(values()).filter(unit -> value < unit.end).findFirst().orElse(NANOSECONDS);
  }

  long perSecond() {
    return perSecond;
  }

  /** A value of this unit in microseconds. */
  public long micros(long value) {
    return this == NANOSECONDS ? value / 1000 : value * (1_000_000 / perSecond);
  }

  String word() {
    return word;
  }

  /** In SQL: which rows of this expression are in this unit. */
  String condition(String expression) {
    return switch (this) {
      case SECONDS -> below(expression);
      case MILLISECONDS -> SECONDS.from(expression) + " AND " + below(expression);
      case MICROSECONDS -> MILLISECONDS.from(expression) + " AND " + below(expression);
      case NANOSECONDS -> MICROSECONDS.from(expression);
    };
  }

  private String below(String expression) {
    return expression + " < " + end;
  }

  private String from(String expression) {
    return expression + " >= " + end;
  }

  /** In SQL: each value in its own unit as whole microseconds. */
  static String microseconds(Dialect dialect, String value) {
    return ("(CASE WHEN %1$s >= %2$d THEN %5$s WHEN %1$s >= %3$d THEN %1$s"
            + " WHEN %1$s >= %4$d THEN %1$s * 1000 ELSE %1$s * 1000000 END)")
        .formatted(
            value, MICROSECONDS.end, MILLISECONDS.end, SECONDS.end, dialect.divided(value, 1000));
  }
}
