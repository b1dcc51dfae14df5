package io.gapwatch.agent.probe.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition.Kind;
import io.gapwatch.agent.probe.FollowedRuns;
import io.gapwatch.agent.probe.FollowedRuns.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * A table grows, is emptied, refilled and shrunk between runs, and the server loses its statistics:
 * no run has a tick while it grows too fast or nothing is known, and nothing is resolved then.
 */
class GrowthRunsPropertyTest {
  private static final Instant BEGIN = Instant.parse("2026-10-20T22:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final long MANY = 1_000_000_000;

  private enum Act {
    NOTHING,
    BURST,
    HALVE,
    EMPTY,
    TRUNCATE,
    REFILL,
    ANALYZE,
    LOSE,
    STOP_COUNTING,
    COUNT,
    UNREACHABLE
  }

  private record Story(String yaml, Duration pause, List<Act> acts) {}

  @Provide
  Arbitrary<Story> stories() {
    return stories(
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(1, Arbitraries.just(Act.NOTHING)),
            net.jqwik.api.Tuple.of(2, Arbitraries.of(Act.class))));
  }

  @Provide
  Arbitrary<Story> harmless() {
    return stories(Arbitraries.of(Act.NOTHING, Act.ANALYZE, Act.HALVE));
  }

  private static Arbitrary<Story> stories(Arbitrary<Act> acts) {
    return Combinators.combine(
            Arbitraries.of(
                "{table: t}",
                "{table: t, exact: true}",
                "{table: t, where: i > 0}",
                "{table: t, limit: 1000005000, untilLimit: {critical: 1m}}"),
            Arbitraries.of(
                Duration.ofMinutes(10), Duration.ofMinutes(30), HOUR, Duration.ofHours(24)),
            acts.list().ofMinSize(4).ofMaxSize(30))
        .as(Story::new);
  }

  @Property(tries = 300, seed = "1")
  void fastGrowthHasNoTickAndIsNotResolved(@ForAll("stories") Story story) {
    CountedTable table = new CountedTable();
    table.insert(MANY);
    table.analyze();
    FollowedRuns runs = new FollowedRuns(new GrowthCheck(), story.yaml());
    // What statistics say and what is counted is not compared.
    Map<Instant, Long> estimated = new TreeMap<>();
    Map<Instant, Long> counted = new TreeMap<>();
    List<String> log = new ArrayList<>();
    boolean lost = false;
    long known = 0;
    Instant now = BEGIN;
    for (Act act : story.acts()) {
      now = now.plus(story.pause());
      long before = table.statistics();
      happen(act, table);
      if (table.statistics() < before) {
        estimated.clear();
        lost = true;
      }
      if (lost && table.statistics() >= known) {
        // What was lost was made up for before a run saw it: no counter tells that.
        return;
      }
      Map<Instant, Long> measured =
          table.counting && !story.yaml().matches(".*(exact|where).*") ? estimated : counted;
      Run run = runs.run(table, now);
      log.add(
          now
              + " "
              + act
              + " "
              + run.result().status()
              + " "
              + run.result().summary()
              + " "
              + run.told(Kind.RESOLVED));
      if (!table.reachable || table.rows == 0) {
        assertThat(run.told(Kind.RESOLVED)).as("%s", log).isEmpty();
        assertThat(run.result().status()).as("%s", log).isEqualTo(Status.UNKNOWN);
        continue;
      }
      Optional<Double> growth = growth(measured, table.rows, now);
      if (growth.isEmpty() || growth.get() > 100_001) {
        assertThat(run.result().status()).as("%s", log).isNotEqualTo(Status.OK);
        assertThat(run.told(Kind.RESOLVED))
            .as("%s", log)
            .doesNotContain(growth.isEmpty() ? "growth" : "t: rows per hour");
      }
      if (story.yaml().contains("limit") && table.rows >= 1_000_005_000L) {
        assertThat(run.result().status()).as("%s", log).isNotEqualTo(Status.OK);
        assertThat(run.told(Kind.RESOLVED)).as("%s", log).doesNotContain("t: limit");
      }
      if (run.result().answered()) {
        measured.put(now, table.rows);
        if (measured == estimated) {
          lost = false;
          known = table.statistics();
        }
      }
    }
  }

  @Property(tries = 50, seed = "1")
  void slowGrowthIsWell(@ForAll("harmless") Story story) {
    CountedTable table = new CountedTable();
    table.insert(MANY);
    table.analyze();
    FollowedRuns runs =
        new FollowedRuns(new GrowthCheck(), story.yaml().replaceAll(", limit.*", "}"));
    Instant now = BEGIN;
    int run = 0;
    for (Act act : story.acts()) {
      now = now.plus(story.pause());
      happen(act, table);
      Run one = runs.run(table, now);
      assertThat(one.told()).isEmpty();
      if (run++ > 1) {
        assertThat(one.result().status()).as("%s", one.result()).isEqualTo(Status.OK);
      }
    }
  }

  private static void happen(Act act, CountedTable table) {
    table.reachable = act != Act.UNREACHABLE;
    switch (act) {
      case NOTHING -> table.insert(table.rows == 0 ? 0 : 1_000);
      case BURST -> table.insert(2_500_000);
      case HALVE -> table.delete(table.rows / 2);
      case EMPTY -> table.delete(table.rows);
      case TRUNCATE -> table.truncate();
      case REFILL -> table.insert(Math.max(0, MANY - table.rows));
      case ANALYZE -> table.analyze();
      case LOSE -> {
        // That a loss of few is made up for before the next run is not seen.
        if (table.statistics() >= MANY) {
          table.analyze();
          table.loseStatistics();
        }
      }
      case STOP_COUNTING -> table.counting = false;
      case COUNT -> table.counting = true;
      default -> {}
    }
  }

  /** Per hour, since the run of an hour ago that measured it, or the first one. */
  private static Optional<Double> growth(Map<Instant, Long> measured, long rows, Instant now) {
    Instant hourAgo = now.minus(HOUR);
    List<Instant> times = List.copyOf(measured.keySet());
    return times.stream()
        .filter(at -> !at.isAfter(hourAgo))
        .reduce((older, newer) -> newer)
        .or(() -> times.stream().findFirst())
        .filter(at -> !at.isAfter(now.minus(Duration.ofMinutes(15))))
        .map(
            at ->
                (double) (rows - measured.getOrDefault(at, rows))
                    * HOUR.toMillis()
                    / Duration.between(at, now).toMillis());
  }

  /** Statistics that are lost before each run are told after a day: nobody will ever know. */
  @Test
  void whatIsNeverKnownIsTold() {
    CountedTable table = new CountedTable();
    FollowedRuns runs = new FollowedRuns(new GrowthCheck(), "{table: t}");
    List<String> told = new ArrayList<>();
    for (int hour = 0; hour < 30; hour++) {
      table.loseStatistics();
      table.insert(1_000 - hour);
      Run run = runs.run(table, BEGIN.plus(Duration.ofHours(hour)));
      assertThat(run.result().status()).isEqualTo(Status.UNKNOWN);
      assertThat(hour < 24 ? run.told() : List.of()).isEmpty();
      told.addAll(run.told(Kind.OPENED));
    }
    assertThat(told).containsExactly("growth");
  }

  /** TRUNCATE is counted as no deletion, but it is said. */
  @Test
  void aTableThatWasTruncatedIsSaidToBeSmaller() {
    CountedTable table = new CountedTable();
    FollowedRuns runs = new FollowedRuns(new GrowthCheck(), "{table: t}");
    table.insert(4_000_000);
    runs.run(table, BEGIN);
    table.truncate();
    table.insert(100);
    Run run = runs.run(table, BEGIN.plus(HOUR));
    assertThat(run.result().summary())
        .isEqualTo("100 rows (by statistics), 3,999,900 fewer than 1h ago, +100 rows/h over 1h");
    assertThat(run.result().findings()).extracting(Finding::subject).isEmpty();
  }
}
