package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.probe.gaps.RandomBlocks.Block;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/**
 * A collector appends; wherever the first run came in between, what the second run says with that
 * past is what it says without.
 */
class SweepPropertyTest extends OnDuckDb {
  private static final GapsProbe PROBE = new GapsProbe(RandomBlocks.settings("sweep: 30d"));
  private static final GapsProbe SHORT =
      new GapsProbe(RandomBlocks.settings("sweep: 30d, window: 20m, grace: 0s"));

  @Property(tries = 200, seed = "1")
  void sweepAndNewsEqualAFullReading(
      @ForAll("tables") List<Block> blocks, @ForAll @IntRange(min = 1, max = 300) int split)
      throws SQLException {
    compare(PROBE, blocks, split);
  }

  @Property(tries = 200, seed = "1")
  void rowsThatLeftTheWindowAreNotCounted(
      @ForAll("tables") List<Block> blocks, @ForAll @IntRange(min = 1, max = 300) int split)
      throws SQLException {
    compare(SHORT, blocks, split);
  }

  private static void compare(GapsProbe probe, List<Block> blocks, int split) throws SQLException {
    Assume.that(split < blocks.size());
    List<Block> inOrder = blocks.stream().sorted(Comparator.comparingLong(Block::time)).toList();
    RandomBlocks.create(connection(), inOrder.subList(0, split), "BIGINT");
    Instant then = after(inOrder.get(split - 1));
    Measured first = ask(probe, then, Past.NONE);
    boolean healthy = first.byName().containsKey("sweepAge");
    RandomBlocks.create(connection(), inOrder, "BIGINT");
    Instant now = after(inOrder.get(inOrder.size() - 1));
    // What came late, with a time of the past, is seen by the next sweep.
    Assume.that(!healthy || inOrder.get(split).number() > inOrder.get(split - 1).number());

    Statistics.label("a healthy past")
        .collect(healthy)
        .coverage(checker -> checker.check(true).percentage(share -> share > 5));

    Measured second = ask(probe, now, Contexts.left(first.byName(), then));
    Measured full = ask(probe, now, Past.NONE);

    // The longest interval of a healthy past is no longer of interest.
    assertThat(second.byName())
        .usingRecursiveComparison()
        .ignoringFields("longestInterval", "sweepAge", "earliest", "earliestTime")
        .isEqualTo(full.byName());
    assertThat(second.observations())
        .extracting(Observation::metric, Observation::subject, Observation::value)
        .isEqualTo(
            full.observations().stream()
                .map(o -> tuple(o.metric(), o.subject(), o.value()))
                .toList());
  }

  /** Just outside of what is left to settle. */
  private static Instant after(Block block) {
    return Instant.ofEpochSecond(block.time()).plus(Duration.ofMinutes(3));
  }

  private static Measured ask(GapsProbe probe, Instant now, Past past) {
    return (Measured) probe.ask(Contexts.of(session(), now, past));
  }
}
