package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.table.MixedUnits;
import io.gapwatch.agent.probe.table.NumberedTable;
import io.gapwatch.agent.probe.table.TimedTable;
import io.gapwatch.agent.probe.table.Timeline;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows outside the scan: without number or time, or in the future. Databases with min/max
 * statistics per row group answer without reading the rows.
 *
 * @param number what those without one lack, in words
 */
record UnscannableRows(
    long withoutNumber, String number, long withoutTime, long inFuture, MixedUnits units) {

  /**
   * Counts them.
   *
   * @param soon rows of a later time are of the future, UTC
   */
  static UnscannableRows read(
      SqlSession session, NumberedTable table, Instant soon, Duration timeout) {
    return read(session, timed(table), Optional.of(table.number()), soon, timeout);
  }

  /** What is asked for it. */
  static List<String> questions(NumberedTable table, Instant soon) {
    return questions(timed(table), Optional.of(table.number()), soon);
  }

  private static TimedTable timed(NumberedTable table) {
    return new TimedTable(table.name(), table.timeline(), table.filter(), "", List.of());
  }

  /**
   * @param number the column of numbers, if rows have numbers
   */
  static UnscannableRows read(
      SqlSession session,
      TimedTable table,
      Optional<String> number,
      Instant soon,
      Duration timeout) {
    long[] counts = new long[3];
    Timeline timeline = table.timeline();
    session.query(
        outside(table, number, soon),
        timeout,
        row -> {
          for (int i = 0; i < counts.length; i++) {
            counts[i] = row.number(i + 1);
          }
        });
    MixedUnits units = MixedUnits.read(session, table.name(), timeline, table.filter(), timeout);
    String lacked =
        number.filter(NumberedTable::isWholeOfFractions).isPresent() ? "whole number" : "number";
    return new UnscannableRows(counts[0], lacked, counts[1], counts[2], units);
  }

  /** What is asked for it. */
  static List<String> questions(TimedTable table, Optional<String> number, Instant soon) {
    return Stream.concat(
            Stream.of(outside(table, number, soon)),
            MixedUnits.question(table.name(), table.timeline(), table.filter()).stream())
        .toList();
  }

  private static String outside(TimedTable table, Optional<String> number, Instant soon) {
    String count = "(SELECT count(*) FROM " + table.name() + " WHERE " + table.filter() + " AND ";
    Timeline timeline = table.timeline();
    return "SELECT %s, %s, %s%s > %s)"
        .formatted(
            number.map(column -> count + column + " IS NULL)").orElse("0"),
            timeline.eachWithout().stream()
                .map(condition -> count + condition + ")")
                .collect(Collectors.joining(" + ")),
            count,
            timeline.column(),
            timeline.literal(soon));
  }
}
