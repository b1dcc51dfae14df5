package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.gaps.CollectedRows.Loss;
import io.gapwatch.agent.probe.gaps.CollectedRows.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Runs come and go while a collector appends, and rows are deleted in between: as long as one of
 * them that was written down would be in the window, no run has a tick; and where none is gone,
 * each has.
 */
class RunsPropertyTest extends OnDuckDb {
  private static final Instant BEGIN = Instant.parse("2026-10-20T22:00:00Z");

  private static final Duration HOUR = Duration.ofHours(1);

  /**
   * What happens.
   *
   * @param days of the window
   * @param hours between runs
   * @param before the run before which the rows go
   * @param backAfter so many runs; 0: never
   * @param first number
   * @param purged whether rows are deleted when they leave the window
   */
  private record Story(
      String check,
      int days,
      List<Integer> hours,
      int before,
      Loss loss,
      int backAfter,
      int first,
      boolean purged) {
    boolean grouped() {
      return check.contains("by:");
    }

    boolean periods() {
      return check.contains("every:");
    }

    /** What is gone from the middle, a later sweep finds. */
    boolean unseen() {
      return check.contains("sweep:") && loss.from() > 0;
    }

    boolean backAt(int run) {
      return backAfter > 0 && run == before + backAfter;
    }

    Probe probe() {
      GapsCheck type = new GapsCheck();
      return type.probe(
          SettingsOf.yaml(
              type.shape(),
              "{table: runs, timestamp: t, settle: 0s, grace: 0s, window: %dd, %s}"
                  .formatted(days, check)));
    }
  }

  @Provide
  Arbitrary<Story> stories() {
    Arbitrary<Loss> losses =
        Combinators.combine(
                Arbitraries.of(-1, 0, 1),
                Arbitraries.of(0, 0, 0, 1, 31, 32, 64, 100),
                Arbitraries.of(2, 4, 31, 32, 33, 64, 100, 200, 100_000),
                Arbitraries.of(true, false))
            .as(Loss::new);
    // Of a pause more than three times the last one, nothing is promised.
    Arbitrary<List<Integer>> pauses =
        Arbitraries.of(1, 3, 6)
            .flatMap(hours -> Arbitraries.of(hours, 2 * hours).list().ofMinSize(6).ofMaxSize(14));
    return Combinators.combine(
            Arbitraries.of(
                "number: n",
                "number: n, sweep: 3d",
                "number: n, slot: 30m, genesis: 2026-01-01T00:00:00Z",
                "number: n, by: [g]",
                "every: 1h",
                "every: 1h, by: [g]",
                "every: 2h, zone: Europe/Berlin, by: [g]"),
            Arbitraries.of(2, 3, 6, 10),
            pauses,
            Arbitraries.integers().between(1, 4),
            losses,
            Arbitraries.of(0, 0, 1, 3),
            Arbitraries.of(-64, -1, 0, 1, 32, 1000),
            Arbitraries.of(true, false))
        .as(Story::new);
  }

  @Property(tries = 60, seed = "1")
  void whatWasWrittenDownIsMissedUntilItIsBack(@ForAll("stories") Story story) throws SQLException {
    Probe probe = story.probe();
    Duration window = Duration.ofDays(story.days());
    CollectedRows table = new CollectedRows(connection(), story.grouped(), story.first(), BEGIN);
    Instant now = BEGIN.plus(window);
    Past past = Past.NONE;
    Map<String, Object> written = new HashMap<>();
    List<Row> gone = List.of();
    List<Row> known = List.of();
    Instant before = now;
    for (int run = 0; run < story.hours().size(); run++) {
      now = now.plus(Duration.ofHours(story.hours().get(run)));
      Instant from = now.minus(window);
      table.appendUntil(now);
      if (run == story.before()) {
        known = table.all().stream().filter(row -> isKnown(row, written, story)).toList();
        gone = table.delete(story.loss(), from);
        before = gone.isEmpty() ? now : gone.get(0).time().minus(CollectedRows.APART);
        // What is gone from the window's beginning is missed for itself.
        before = before.isBefore(from) ? Instant.MAX : before;
      } else if (story.backAt(run)) {
        table.restore();
        gone = List.of();
      }
      // Of rows that came back, none knows which would have left the window since.
      if (story.purged() && story.backAfter() == 0) {
        table.purge(from);
      }
      Reading reading = probe.ask(Contexts.of(session(), now, past));
      if (!(reading instanceof Measured measured)) {
        return;
      }
      if (gone.isEmpty() && !story.backAt(run)) {
        assertThat(lacking(measured, story)).as("%s of run %d", measured.summary(), run).isZero();
      } else if (!story.unseen() && !before.isBefore(from)) {
        assertThat(lacking(measured, story))
            .as("%s of run %d", measured.summary(), run)
            .isGreaterThanOrEqualTo((double) due(gone, known, from, now, story));
      }
      if (!story.periods() && !story.purged()) {
        assertThat(lacking(measured, story)).isLessThanOrEqualTo(gone.size());
      }
      merge(written, measured.byName());
      past = Contexts.both(past, Contexts.left(measured.byName(), now));
    }
  }

  /** How many numbers, or periods. */
  private static double lacking(Measured measured, Story story) {
    DoubleStream lost =
        measured.observations().stream()
            .filter(seen -> seen.metric().equals(GapsCheck.LOST))
            .mapToDouble(seen -> seen.value());
    // Of groups, each is told with the sum of all.
    return ((Number) measured.byName().getOrDefault("missing", 0)).doubleValue()
        + (story.grouped() ? lost.max().orElse(0) : lost.sum());
  }

  /** How many at least: of rows that are gone, would be in the window, and were written down. */
  private static long due(List<Row> gone, List<Row> known, Instant from, Instant now, Story story) {
    Set<Row> due = new HashSet<>(known);
    due.retainAll(Set.copyOf(gone));
    due.removeIf(row -> row.time().isBefore(from));
    if (!story.periods()) {
      return due.size();
    }
    // A period is missing when all of its rows are gone.
    long hours =
        due.stream()
            .filter(row -> !row.time().truncatedTo(ChronoUnit.HOURS).plus(HOUR).isAfter(now))
            .filter(row -> row.time().equals(row.time().truncatedTo(ChronoUnit.HOURS)))
            .filter(
                row ->
                    due.contains(
                        new Row(
                            row.group(), row.number() + 1, row.time().plus(CollectedRows.APART))))
            .count();
    return story.check().startsWith("every: 1h") ? hours : Math.max(0, hours / 2 - 2);
  }

  /** Whether what was written down of its group begins and ends around a row. */
  private static boolean isKnown(Row row, Map<String, Object> written, Story story) {
    long earliest = number(written, story.periods() ? "earliestTime" : "earliest", row, story);
    long greatest = number(written, "greatest", row, story);
    if (story.periods()) {
      // What a whole group lacks is told up to its last period; all others up to now.
      long period = story.check().startsWith("every: 1h") ? 3_600 : 7_200;
      long end = story.grouped() ? greatest * period : Long.MAX_VALUE;
      return row.time().getEpochSecond() >= earliest && row.time().getEpochSecond() < end;
    }
    return row.number() >= earliest && row.number() <= greatest;
  }

  private static long number(Map<String, Object> written, String metric, Row row, Story story) {
    Object value = written.getOrDefault(metric, Long.MAX_VALUE);
    String group = row.group().equals("NULL") ? "g=NULL" : "g='" + row.group() + "'";
    Object own = story.grouped() && value instanceof Map<?, ?> all ? all.get(group) : value;
    return own instanceof Number number ? number.longValue() : Long.MAX_VALUE;
  }

  /** What was written down last of each group. */
  private static void merge(Map<String, Object> written, Map<String, Object> measured) {
    measured.forEach(
        (metric, value) ->
            written.merge(
                metric,
                value,
                (was, is) -> {
                  if (was instanceof Map<?, ?> one && is instanceof Map<?, ?> other) {
                    Map<Object, Object> both = new HashMap<>(one);
                    both.putAll(other);
                    return both;
                  }
                  return is;
                }));
  }
}
