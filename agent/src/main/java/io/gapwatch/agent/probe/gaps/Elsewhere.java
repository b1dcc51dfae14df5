package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.table.NumberedTable;
import io.gapwatch.agent.probe.table.Timeline;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;

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

  /** These numbers, sorted, each once. */
  static Elsewhere of(long[] numbers) {
    return new Elsewhere(numbers.clone());
  }

  /** How many there are. */
  int count() {
    return numbers.length;
  }

  /** The numbers from the first to the last that rows outside of the window hold. */
  static Elsewhere read(
      SqlSession session, NumberedTable table, GapScan.Window window, Span span, Duration timeout) {
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
          count(count);
          found[count[0] - 1] = row.number(1);
        });
    return new Elsewhere(Arrays.copyOf(found, count[0]));
  }

  private static void count(int[] count) {
    if (count[0]++ == MOST) {
      throw new SourceUnavailableException(
          "more than %,d rows have a number inside of the window and a time outside"
              .formatted(MOST),
          "check the column of times; a longer window, or where, leaves fewer of them out");
    }
  }

  /** How many of them are in a range. */
  long within(Span span) {
    // Beyond the last number of all there is none to look for.
    long until = span.last() == Long.MAX_VALUE ? numbers.length : from(span.last() + 1);
    return until - from(span.first());
  }

  /** Where the first number is that is not below this one. */
  private long from(long number) {
    int at = Arrays.binarySearch(numbers, number);
    return at < 0 ? -at - 1 : at;
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

  /** Adds when the rows beside a range are from, if it holds one of these numbers. */
  void addTimes(MissingRange range, Timeline timeline, Moments times) {
    int at = Arrays.binarySearch(numbers, range.span().first());
    int next = at < 0 ? -at - 1 : at;
    if (next < numbers.length && numbers[next] <= range.span().last()) {
      times.add(
          timeline.ticks(range.after().orElseThrow()),
          timeline.ticks(range.before().orElseThrow()));
    }
  }

  private static void handOn(
      MissingRange range, long first, long last, Consumer<MissingRange> sink) {
    if (first <= last) {
      sink.accept(range.part(first, last));
    }
  }

  /** The same for each group of a table. */
  static final class Groups {
    static final Groups NOWHERE = new Groups(Map.of(), Map.of(), Map.of(), values -> "");

    private final Map<String, Elsewhere> all;
    private final Map<String, Elsewhere> early;
    private final Map<String, Elsewhere> earlier;
    private final Function<List<String>, String> name;

    private Groups(
        Map<String, Elsewhere> all,
        Map<String, Elsewhere> early,
        Map<String, Elsewhere> earlier,
        Function<List<String>, String> name) {
      this.all = all;
      this.early = early;
      this.earlier = earlier;
      this.name = name;
    }

    /** Those of one group, by its name, whose rows have a time before the window. */
    Elsewhere early(String group) {
      return early.getOrDefault(group, Elsewhere.NOWHERE);
    }

    /** The same, before a time that no row had when groups were whole. */
    Elsewhere earlier(String group) {
      return earlier.getOrDefault(group, Elsewhere.NOWHERE);
    }

    /** Those of one group, by its name. */
    Elsewhere of(String group) {
      return all.getOrDefault(group, Elsewhere.NOWHERE);
    }

    /**
     * The numbers from the first to the last that rows outside of the window hold.
     *
     * @param whole no row had an earlier time when groups were whole
     */
    static Groups read(
        SqlSession session,
        NumberedTable table,
        io.gapwatch.agent.probe.table.Groups groups,
        GapScan.Window window,
        Span span,
        Instant whole,
        Duration timeout) {
      Timeline timeline = table.timeline();
      Map<String, LongStream.Builder> found = new HashMap<>();
      Map<String, LongStream.Builder> before = new HashMap<>();
      Map<String, LongStream.Builder> longBefore = new HashMap<>();
      int[] count = {0};
      session.query(
          ("SELECT DISTINCT %1$s%2$s AS n, CASE WHEN %12$s AND %11$s THEN 2"
                  + " WHEN %11$s THEN 1 ELSE 0 END AS early FROM %3$s"
                  + " WHERE %4$s AND %5$s BETWEEN %9$d AND %10$d"
                  + " AND (%6$s IS NULL OR NOT (%7$s)) LIMIT %8$d")
              .formatted(
                  groups.select(),
                  table.numberAsBigint(),
                  table.name(),
                  table.filter(),
                  table.number(),
                  timeline.column(),
                  timeline.within(window.from(), window.until()),
                  MOST + 1,
                  span.first(),
                  span.last(),
                  timeline.before(window.from()),
                  timeline.before(whole)),
          timeout,
          row -> {
            count(count);
            String group = groups.name(groups.values(row));
            long number = row.number(groups.names().size() + 1);
            found.computeIfAbsent(group, any -> LongStream.builder()).add(number);
            if (row.number(groups.names().size() + 2) > 0) {
              before.computeIfAbsent(group, any -> LongStream.builder()).add(number);
            }
            if (row.number(groups.names().size() + 2) > 1) {
              longBefore.computeIfAbsent(group, any -> LongStream.builder()).add(number);
            }
          });
      return new Groups(sorted(found), sorted(before), sorted(longBefore), groups::name);
    }

    private static Map<String, Elsewhere> sorted(Map<String, LongStream.Builder> found) {
      Map<String, Elsewhere> all = new HashMap<>();
      found.forEach(
          (group, numbers) ->
              all.put(group, Elsewhere.of(numbers.build().sorted().distinct().toArray())));
      return all;
    }

    /** Hands on what is left of each range when these numbers are taken out. */
    Parts.Sink without(Parts.Sink sink) {
      return new Parts.Sink() {
        @Override
        public void missing(Parts.Range range) {
          String group = name.apply(range.range().group());
          sink.early(Groups.this.early(group).within(range.range().span()));
          of(group)
              .without(left -> sink.missing(new Parts.Range(left, range.near(), range.settlesAt())))
              .accept(range.range());
        }

        @Override
        public void end(Parts.Counts counts) {
          sink.end(counts);
        }
      };
    }
  }
}
