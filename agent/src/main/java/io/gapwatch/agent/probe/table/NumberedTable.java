package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.source.sql.SqlSession.Column;
import java.time.Duration;

/**
 * A table of numbered rows with times, as the database describes it.
 *
 * @param name as a query reads from it
 * @param number the quoted number column
 * @param numberAsBigint the same as a 64-bit number
 * @param filter the user's condition, or TRUE
 * @param guessed the columns that were chosen by their names or types; empty where the
 *     configuration names them, or they have the usual names
 */
public record NumberedTable(
    String name,
    String number,
    String numberAsBigint,
    Timeline timeline,
    String filter,
    String guessed) {
  /**
   * Looks the table up.
   *
   * @throws SourceUnavailableException if the table or a column is missing or of the wrong type
   */
  public static NumberedTable find(SqlSession session, TableSettings settings, Duration timeout) {
    Relation relation = Relation.of(session, settings);
    Column number = relation.number(settings);
    Column timestamp = relation.time(settings);
    if (!WholeNumbers.isWhole(number.type())) {
      throw wrongType(
          settings.table(),
          number,
          "whole numbers",
          "an integer, NUMERIC(n, 0)",
          Conversion.toNumber(session.dialect(), number));
    }
    if (WholeNumbers.isWide(number.type())) {
      Ends.read(session, settings, relation, number, timeout);
    }
    String quoted = Dialect.quote(number.name());
    return new NumberedTable(
        relation.name(),
        quoted,
        WholeNumbers.asBigint(quoted, number.type()),
        timeline(session, settings, relation, timestamp, timeout),
        settings.filter(),
        relation.guessed(settings));
  }

  /** Whether this column of numbers has what is whole of one that holds fractions as well. */
  public static boolean isWholeOfFractions(String number) {
    return number.equals(Relation.WHOLE_QUOTED);
  }

  /** The time column of a table whose numbers are irrelevant. */
  static Timeline timeline(
      SqlSession session, TableSettings settings, Relation relation, Duration timeout) {
    return timeline(session, settings, relation, relation.time(settings), timeout);
  }

  private static Timeline timeline(
      SqlSession session,
      TableSettings settings,
      Relation relation,
      Column column,
      Duration timeout) {
    if (settings.unit().isPresent() && Timeline.isTime(column.type())) {
      throw new SourceUnavailableException(
          "unit is for times in whole numbers, but %s of table %s is %s"
              .formatted(Relation.said(column), settings.table(), column.type()),
          "leave unit out of the check");
    }
    return WholeNumbers.isWhole(column.type())
        ? numbers(session, settings, relation, column, timeout)
        : Timeline.of(session.dialect(), column.name(), column.type())
            .orElseThrow(
                () ->
                    wrongType(
                        settings.table(),
                        column,
                        "times",
                        "a timestamp, a date, whole numbers since 1970",
                        Conversion.toTime(session.dialect(), column)));
  }

  /**
   * What the least and the greatest value count, if both count the same; databases know these two
   * without reading the rows. Otherwise each row is taken for what it counts itself.
   */
  private static Timeline numbers(
      SqlSession session,
      TableSettings settings,
      Relation relation,
      Column column,
      Duration timeout) {
    String quoted = Dialect.quote(column.name());
    String value = WholeNumbers.asBigint(quoted, column.type());
    if (settings.unit().isPresent() && !WholeNumbers.isWide(column.type())) {
      return Timeline.ofNumbers(quoted, value, settings.unit().get());
    }
    Ends ends =
        Ends.read(session, settings, relation, column, timeout).orElseGet(() -> new Ends(0, 0));
    EpochUnit least = EpochUnit.of(ends.least());
    EpochUnit greatest = EpochUnit.of(ends.greatest());
    return settings.unit().isEmpty() && least != greatest
        ? Timeline.ofMixedNumbers(session.dialect(), quoted, value)
        : Timeline.ofNumbers(quoted, value, settings.unit().orElse(greatest));
  }

  private static SourceUnavailableException wrongType(
      String table, Column column, String needed, String types, String example) {
    return new SourceUnavailableException(
        "%s of table %s is %s, expected %s"
            .formatted(Relation.said(column), table, column.type(), needed),
        "name a column of another type (%s) in the check, or an expression that converts it: {sql: %s}"
            .formatted(types, example));
  }
}
