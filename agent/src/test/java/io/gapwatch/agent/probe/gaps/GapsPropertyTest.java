package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.probe.gaps.RandomBlocks.Block;
import io.gapwatch.agent.probe.table.NumberedTable;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Reading in stretches gives on every table what a plain ordered window query gives. */
class GapsPropertyTest extends OnDuckDb {
  @Property(tries = 400, seed = "1")
  void equalsTheOrderedWindowQuery(
      @ForAll("tables") List<Block> blocks, @ForAll @IntRange(min = 1, max = 4) int threads)
      throws SQLException {
    RandomBlocks.create(connection(), blocks, "BIGINT");
    PlainWindowQuery expected = PlainWindowQuery.run(connection());

    List<MissingRange> ranges = new ArrayList<>();
    List<Interval> intervals = new ArrayList<>();
    GapCounts counts = scan(threads, ranges, intervals);

    assertThat(counts.rows()).isEqualTo(expected.rows());
    assertThat(counts.missing()).isEqualTo(expected.missing());
    assertThat(counts.duplicates()).isEqualTo(expected.duplicates());
    assertThat(counts.missedSlots()).isEqualTo(expected.missedSlots());
    assertThat(counts.misaligned()).isEqualTo(expected.misaligned());
    assertThat(counts.backwards()).isEqualTo(expected.backwards());
    assertThat(ranges)
        .extracting(range -> range.span().first() + "-" + range.span().last())
        .isEqualTo(expected.ranges());
    assertThat(intervals).extracting(Interval::number).isEqualTo(expected.longIntervals());
  }

  private GapCounts scan(int threads, List<MissingRange> ranges, List<Interval> intervals) {
    SqlSession session = Databases.session(connection(), Dialect.DUCKDB, threads);
    GapsSettings settings = RandomBlocks.settings();
    NumberedTable table = NumberedTable.find(session, settings.table(), Duration.ofSeconds(5));
    GapScan.Window window =
        new GapScan.Window(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
    return GapScan.each(
        session,
        table,
        settings,
        window,
        Duration.ofSeconds(5),
        first -> {},
        ranges::add,
        interval ->
            Optional.of(interval)
                .filter(i -> i.length().compareTo(Duration.ofSeconds(15)) > 0)
                .ifPresent(intervals::add));
  }
}
