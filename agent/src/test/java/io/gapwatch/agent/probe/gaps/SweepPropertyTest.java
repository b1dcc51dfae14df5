package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.probe.gaps.RandomBlocks.Block;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

/**
 * A collector appends; wherever the first run came in between, what the second run says with that
 * past is what it says without.
 */
class SweepPropertyTest {
  private static final GapsProbe PROBE = new GapsProbe(RandomBlocks.settings(Duration.ofDays(30)));

  private static Connection connection;

  @BeforeContainer
  static void open() throws SQLException {
    connection = Databases.duckDb();
  }

  @AfterContainer
  static void close() throws SQLException {
    connection.close();
  }

  @Provide
  Arbitrary<List<Block>> tables() {
    return RandomBlocks.tables();
  }

  @Property(tries = 200)
  void sweepAndNewsEqualAFullReading(
      @ForAll("tables") List<Block> blocks, @ForAll @IntRange(min = 1, max = 300) int split)
      throws SQLException {
    Assume.that(split < blocks.size());
    List<Block> inOrder = blocks.stream().sorted(Comparator.comparingLong(Block::time)).toList();
    RandomBlocks.create(connection, inOrder.subList(0, split), "BIGINT");
    Instant then = after(inOrder.get(split - 1));
    Measured first = ask(then, Past.NONE);
    boolean healthy = first.byName().containsKey("sweepAge");
    RandomBlocks.create(connection, inOrder, "BIGINT");
    Instant now = after(inOrder.get(inOrder.size() - 1));
    // What came late, with a time of the past, is seen by the next sweep.
    Assume.that(!healthy || inOrder.get(split).number() > inOrder.get(split - 1).number());

    Statistics.label("a healthy past")
        .collect(healthy)
        .coverage(checker -> checker.check(true).percentage(share -> share > 5));

    Measured second = ask(now, Contexts.left(first.byName(), then));
    Measured full = ask(now, Past.NONE);

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

  private static Measured ask(Instant now, Past past) {
    return (Measured)
        PROBE.ask(Contexts.of(Databases.session(connection, Dialect.DUCKDB), now, past));
  }
}
