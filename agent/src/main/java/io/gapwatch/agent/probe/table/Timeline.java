package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.TimeType;
import io.gapwatch.agent.source.sql.Dialect;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A time column of any type: as an expression in whole ticks since 1970 UTC, and with literals of
 * its own type for the window, so that the database can skip rows outside it.
 *
 * @param source the quoted column
 * @param column what rows are compared by: the quoted column, but see {@code mixed}
 * @param ticks the expression in ticks
 * @param perSecond how many ticks a second has, from 1 to 1,000,000,000
 * @param form how a moment is written as a literal
 * @param mixed the values of a column in which rows differ in what they count; then {@code column}
 *     is an expression that has them all in microseconds
 * @param clock by whose clock a literal is written, where the times of rows have no zone
 */
public record Timeline(
    String source,
    String column,
    String ticks,
    long perSecond,
    Form form,
    Optional<String> mixed,
    ZoneId clock) {

  private static final String ZONED = "TIMESTAMP WITH TIME ZONE|TIMESTAMPTZ";

  /** How an instant is written as a literal of the column's type. */
  enum Form {
    DATE,
    TIMESTAMP,
    ZONED_TIMESTAMP,
    NUMBER
  }

  /**
   * The timeline of a column.
   *
   * @param type the database's own name of its type
   * @return empty when the type holds no times
   */
  static Optional<Timeline> of(Dialect dialect, String name, String type) {
    if (!isTime(type)) {
      return Optional.empty();
    }
    String column = Dialect.quote(name);
    String plain = type.toUpperCase(Locale.ROOT);
    boolean zoned = plain.matches(ZONED);
    boolean microseconds = plain.equals("TIMESTAMP") || zoned;
    String narrowed = microseconds ? column : "CAST(" + column + " AS TIMESTAMP)";
    return Optional.of(
        new Timeline(
            column,
            column,
            dialect.microseconds(narrowed),
            1_000_000,
            zoned ? Form.ZONED_TIMESTAMP : plain.equals("DATE") ? Form.DATE : Form.TIMESTAMP,
            Optional.empty(),
            ZoneOffset.UTC));
  }

  /** Whether a type, by the database's own name, holds times. */
  public static boolean isTime(String type) {
    return type.toUpperCase(Locale.ROOT)
        .matches(ZONED + "|TIMESTAMP|TIMESTAMP_(S|MS|NS)|DATETIME|DATE");
  }

  /**
   * The timeline of a column of whole numbers in one unit.
   *
   * @param value the column as a 64-bit number
   */
  static Timeline ofNumbers(String column, String value, EpochUnit unit) {
    return new Timeline(
        column, column, value, unit.perSecond(), Form.NUMBER, Optional.empty(), ZoneOffset.UTC);
  }

  /** The timeline of a column of whole numbers in which each row may have a unit of its own. */
  static Timeline ofMixedNumbers(Dialect dialect, String column, String value) {
    String microseconds = EpochUnit.microseconds(dialect, value);
    return new Timeline(
        column,
        microseconds,
        microseconds,
        EpochUnit.MICROSECONDS.perSecond(),
        Form.NUMBER,
        Optional.of(value),
        ZoneOffset.UTC);
  }

  /**
   * The same for rows with dates that are days of this clock: now it may be another day there than
   * in UTC.
   */
  public Timeline byClockOf(ZoneId zone) {
    return new Timeline(source, column, ticks, perSecond, form, mixed, zone);
  }

  public TimeType type() {
    return switch (form) {
      case DATE -> TimeType.DATE;
      case ZONED_TIMESTAMP -> TimeType.TIMESTAMPTZ;
      case TIMESTAMP, NUMBER -> TimeType.TIMESTAMP;
    };
  }

  /** What to try where times are ahead of now, after the clock of what writes them. */
  public String ofAnotherClock() {
    boolean taken = (form == Form.DATE || form == Form.TIMESTAMP) && clock.equals(ZoneOffset.UTC);
    return taken
        ? "; if they are of another clock, in place of the column give {sql: 'CAST(column AS"
            + " TIMESTAMP) AT TIME ZONE ''Asia/Tokyo'''}"
        : "";
  }

  /** An instant as a literal of the column's type. */
  public String literal(Instant moment) {
    return switch (form) {
      case DATE, TIMESTAMP ->
          Dialect.timestamp(moment.atZone(clock).toLocalDateTime().toInstant(ZoneOffset.UTC));
      case ZONED_TIMESTAMP -> Dialect.zonedTimestamp(moment);
      case NUMBER -> Long.toString(ticks(moment));
    };
  }

  /** In SQL: the earliest time of some rows, in ticks; an index on the column answers it. */
  public String earliest(String rows) {
    return mixed.isPresent()
        ? "SELECT min(%s) FROM %s".formatted(ticks, rows)
        : "SELECT %s FROM (SELECT min(%s) AS %s FROM %s) earliest"
            .formatted(ticks, source, source, rows);
  }

  /** The rows between two instants, inclusive. */
  public String within(Instant from, Instant until) {
    return since(from) + " AND " + until(until);
  }

  /** The rows from this instant on, inclusive. */
  public String since(Instant moment) {
    return column + " >= " + literal(moment);
  }

  /** The rows in the future, as far as one clock can say so of another. */
  public String ahead(Instant now) {
    return since(now.plus(ProbeContext.CLOCKS));
  }

  /** The rows whose time is one: not those of {@code infinity}. */
  public String finite() {
    return form == Form.NUMBER ? "TRUE" : "isfinite(CAST(" + column + " AS TIMESTAMP))";
  }

  /** The rows without a moment, and those of {@code infinity}. */
  public String timeless() {
    return switch (form) {
      case DATE, TIMESTAMP -> "(%s OR %s = TIMESTAMP 'infinity')".formatted(without(), column);
      case ZONED_TIMESTAMP -> "(%s OR %s = TIMESTAMPTZ 'infinity')".formatted(without(), column);
      case NUMBER -> without();
    };
  }

  /** In ticks; NULL where it is {@code infinity}, which is none. */
  public String finiteTicks() {
    return form == Form.NUMBER ? ticks : "CASE WHEN %s THEN %s END".formatted(finite(), ticks);
  }

  /** The rows before this instant. */
  public String before(Instant moment) {
    return column + " < " + literal(moment);
  }

  /** The rows up to this instant, inclusive. */
  public String until(Instant moment) {
    return column + " <= " + literal(moment);
  }

  /** The rows without a moment: NULL, or before all times. */
  public String without() {
    List<String> each = eachWithout();
    return each.size() == 1 ? each.get(0) : "(" + String.join(" OR ", each) + ")";
  }

  /** The same as conditions each of which statistics of the column answer. */
  public List<String> eachWithout() {
    String none = column + " IS NULL";
    return switch (form) {
      case DATE, TIMESTAMP -> List.of(none, column + " = TIMESTAMP '-infinity'");
      case ZONED_TIMESTAMP -> List.of(none, column + " = TIMESTAMPTZ '-infinity'");
      case NUMBER -> List.of(none);
    };
  }

  public long ticks(Instant moment) {
    long fraction = moment.getNano() * perSecond / 1_000_000_000L;
    return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), perSecond), fraction);
  }

  public long ticks(Duration duration) {
    return duration.toSeconds() * perSecond + duration.toNanosPart() * perSecond / 1_000_000_000L;
  }

  public Instant instant(long ticks) {
    long seconds = Math.floorDiv(ticks, perSecond);
    return Instant.ofEpochSecond(
        seconds, Math.floorMod(ticks, perSecond) * (1_000_000_000L / perSecond));
  }

  public Duration duration(long ticks) {
    return Duration.ofSeconds(
        Math.floorDiv(ticks, perSecond),
        Math.floorMod(ticks, perSecond) * (1_000_000_000L / perSecond));
  }
}
