package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.table.BlockTable;
import io.gapwatch.agent.probe.table.Timeline;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Numbers that the window lacks and other rows of the table hold, rows with a late, an early or no
 * time. They are not missing.
 */
final class Elsewhere {
  static final Elsewhere NOWHERE = new Elsewhere(new long[0]);

  /** Beyond this many, times and numbers have nothing to do with each other. They take 8 MB. */
  private static final int MOST = 1_000_000;

  /** Sorted, each once. */
  private final long[] numbers;

  private Elsewhere(long[] numbers) {
    this.numbers = numbers;
  }

  /** How many there are. */
  int count() {
    return numbers.length;
  }

  /** The numbers from the first to the last that rows outside of the window hold. */
  static Elsewhere read(
      SqlSession session, BlockTable table, GapScan.Window window, Span span, Duration timeout) {
    Timeline timeline = table.timeline();
    long[] found = new long[MOST];
    int[] count = {0};
    session.query(
        ("SELECT DISTINCT %1$s AS n FROM %2$s WHERE %3$s AND %4$s BETWEEN %5$d AND %6$d"
                + " AND (%7$s IS NULL OR NOT (%8$s)) ORDER BY n LIMIT %9$d")
            .formatted(
                table.numberAsBigint(),
                table.name(),
                table.filter(),
                table.number(),
                span.first(),
                span.last(),
                timeline.column(),
                timeline.within(window.from(), window.until()),
                MOST + 1),
        timeout,
        row -> {
          if (count[0] == MOST) {
            throw new SourceUnavailableException(
                "more than %,d rows have a number inside of the window and a time outside"
                    .formatted(MOST),
                "check the column of times; a longer window, or where, leaves fewer of them out");
          }
          found[count[0]++] = row.number(1);
        });
    return new Elsewhere(Arrays.copyOf(found, count[0]));
  }

  boolean none() {
    return numbers.length == 0;
  }

  /** Hands on what is left of each range when these numbers are taken out. */
  Consumer<MissingRange> without(Consumer<MissingRange> sink) {
    return range -> {
      long begin = range.span().first();
      int at = Arrays.binarySearch(numbers, begin);
      for (int i = at < 0 ? -at - 1 : at;
          i < numbers.length && numbers[i] <= range.span().last();
          i++) {
        handOn(range, begin, numbers[i] - 1, sink);
        begin = numbers[i] + 1;
      }
      handOn(range, begin, range.span().last(), sink);
    };
  }

  private static void handOn(
      MissingRange range, long first, long last, Consumer<MissingRange> sink) {
    if (first <= last) {
      sink.accept(new MissingRange(new Span(first, last), range.after(), range.before()));
    }
  }
}
