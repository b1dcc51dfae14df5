package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.TimeSpan;
import io.gapwatch.agent.probe.table.Groups;
import io.gapwatch.agent.probe.table.NumberedTable;
import io.gapwatch.agent.probe.table.Timeline;
import io.gapwatch.agent.source.sql.Row;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads a table of numbered rows in groups, each of which has numbers of its own.
 *
 * <p>The database gathers the numbers of a group, 32 in one, as the bits of a number, in whatever
 * order the rows come and without sorting them, and returns only those of which a bit or a
 * neighbour is missing, or that have more rows than bits. Which of the rows are older than grace is
 * in bits as well, because 32 of them may be months apart.
 *
 * @param kept rows of this time and later will still be in the window at the next runs
 */
record NumberParts(
    SqlSession session,
    NumberedTable table,
    Groups groups,
    GapScan.Window window,
    Duration grace,
    Instant kept,
    ProbeContext context)
    implements Parts {
  private static final int BITS = 32;
  private static final long FULL = 0xFFFF_FFFFL;

  @Override
  public void each(Sink sink) {
    Reading reading = new Reading(sink);
    session.query(question(), context.timeout(), reading::accept);
  }

  @Override
  public String question() {
    Timeline timeline = table.timeline();
    String number = table.numberAsBigint();
    return ("SELECT %1$sb, bits, num, nb, late, next_late, total, early, earliest, latest,"
            + " kept, low, old, next_old FROM (SELECT %1$sb, bits, num, lead(b) OVER (%2$s"
            + " ORDER BY b) AS nb, early, late, lead(late) OVER (%2$s ORDER BY b) AS next_late,"
            + " CAST(sum(num) OVER (%2$s) AS BIGINT) AS total, min(early) OVER (%2$s) AS"
            + " earliest, max(late) OVER (%2$s) AS latest, min(kept) OVER (%2$s) AS kept,"
            + " min(low) OVER (%2$s) AS low, old, lead(old) OVER (%2$s ORDER BY b) AS next_old"
            + " FROM (SELECT %3$s%4$s >> 5 AS b, bit_or(CAST(1 AS BIGINT) << CAST(%4$s & 31 AS"
            + " INTEGER)) AS bits, count(*) AS num, min(%5$s) AS early, max(%5$s) AS late,"
            + " min(%4$s) FILTER (WHERE %13$s) AS kept, min(%4$s) AS low, bit_or(CAST(1 AS"
            + " BIGINT) << CAST(%4$s & 31 AS INTEGER)) FILTER (WHERE %14$s) AS old FROM %6$s"
            + " WHERE %7$s AND %8$s IS NOT NULL AND %9$s GROUP BY %10$s) p) s WHERE bits <>"
            + " %11$d OR num <> %12$d OR nb IS NULL OR nb <> b + 1 ORDER BY %1$sb")
        .formatted(
            groups.columns(),
            groups.partition(),
            groups.select(),
            number,
            timeline.ticks(),
            table.name(),
            timeline.within(window.from(), window.until()),
            table.number(),
            table.filter(),
            groups.positionsAnd(1),
            FULL,
            BITS,
            timeline.since(kept),
            timeline.until(context.now().minus(grace)));
  }

  /** Puts the numbers of a group together again. */
  private final class Reading {
    private final Sink sink;
    private boolean open;
    private List<String> ofGroup = List.of();
    private long next;
    private Instant nextLate = Instant.EPOCH;
    private long nextOld;
    private Instant beforeEarly = Instant.EPOCH;
    private long last;
    private long duplicates;
    private Optional<Where> twice = Optional.empty();

    Reading(Sink sink) {
      this.sink = sink;
    }

    void accept(Row row) {
      int at = groups.names().size();
      List<String> group = groups.values(row);
      long base = row.number(at + 1) * BITS;
      if (open && !(group.equals(ofGroup) && base >= next)) {
        throw Stretches.otherOrder();
      }
      ofGroup = group;
      long bits = row.number(at + 2);
      Instant late = instant(row, at + 5);
      Instant early = instant(row, at + 8);
      if (!open) {
        // Parts from the lowest number to this one are full, and were not returned; nor were their
        // times.
        last = Math.max(row.number(at + 12), base) - 1;
        duplicates = 0;
        twice = Optional.empty();
        beforeEarly = instant(row, at + 9);
      } else if (base > next) {
        // All from there to here are full, and were not returned.
        missing(group, last + 1, next - 1, beforeEarly, nextLate, nextOld & 1);
        last = base - 1;
        beforeEarly = early;
      }
      long old = row.number(at + 13);
      for (long left = bits; left != 0; left &= left - 1) {
        long number = base + Long.numberOfTrailingZeros(left);
        missing(group, last + 1, number - 1, beforeEarly, late, old & Long.lowestOneBit(left));
        last = number;
        beforeEarly = early;
      }
      countTwice(row.number(at + 3) - Long.bitCount(bits), base, bits, new TimeSpan(early, late));
      open = !row.isNull(at + 4);
      next = row.number(at + 4) * BITS;
      nextLate = instant(row, at + 6);
      nextOld = row.number(at + 14);
      if (!open) {
        sink.end(
            new Counts(
                group,
                row.number(at + 7),
                duplicates,
                row.number(at + 12),
                last,
                new TimeSpan(instant(row, at + 9), instant(row, at + 10)),
                twice,
                row.value(at + 11).map(any -> row.number(at + 11)),
                0,
                0));
      }
    }

    private void countTwice(long more, long base, long bits, TimeSpan times) {
      duplicates += more;
      if (more > 0) {
        Where here =
            new Where(
                new Span(
                    base + Long.numberOfTrailingZeros(bits),
                    base + Long.SIZE - 1 - Long.numberOfLeadingZeros(bits)),
                times);
        twice = Optional.of(twice.map(here::hull).orElse(here));
      }
    }

    private Instant instant(Row row, int column) {
      return table.timeline().instant(row.number(column));
    }

    /**
     * @param early no row before the range and near to it is earlier
     * @param late no row after the range and near to it is later
     * @param old other than 0 if the next row is older than grace, however late those near to it
     */
    private void missing(
        List<String> group, long from, long to, Instant early, Instant late, long old) {
      if (from <= to) {
        // Beyond 64 bits a count would be negative, and nothing missing.
        if (to - from < 0) {
          throw Tally.tooFarApart(groups.name(group), from - 1, to + 1);
        }
        MissingRange range =
            new MissingRange(
                new Span(from, to), Optional.empty(), Optional.empty(), group, Optional.empty());
        Instant settlesAt = old == 0 ? late.plus(grace) : context.now();
        sink.missing(new Range(range, TimeSpan.between(early, late), settlesAt));
      }
    }
  }
}
