package io.gapwatch.agent.probe.epochs;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Runs come and go while a collector writes, and rows go, come back and are renamed in between: a
 * group that has nothing is told by each run, and nothing ends while it has nothing.
 */
class ParticipantsRunsPropertyTest {
  private static final Instant BEGIN = Instant.parse("2025-11-13T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration WINDOW = Duration.ofDays(1);
  private static final int SAMPLES = 7;
  private static final int USUAL = 40;
  private static final int FEW = 2;

  private static Connection connection;

  /** What happens. */
  private enum Deed {
    NOTHING,
    DELETE,
    RESTORE,
    RENAME,
    RENAME_BACK,
    DUPLICATE,
    THIN_OUT,
    DIE,
    REVIVE,
    AHEAD
  }

  /**
   * What happens before a run.
   *
   * @param back how many hours ago it begins
   * @param hours how many it is done to
   * @param minutes since the run before
   */
  private record Event(Deed deed, String group, int back, int hours, int minutes) {}

  /** An hour of a group since the beginning. */
  private record Cell(int hour, String group) implements Comparable<Cell> {
    @Override
    public int compareTo(Cell other) {
      return toString().compareTo(other.toString());
    }
  }

  /** The table, and what has been done to it. */
  private static final class Viewers {
    private final Map<Cell, Integer> rows = new TreeMap<>();
    private final Map<Cell, Integer> deleted = new HashMap<>();
    private final Set<String> dead = new HashSet<>();
    private final Map<Cell, Integer> most = new HashMap<>();
    private int ahead;
    private int written;
    private Instant now = BEGIN;

    void until(Instant time) {
      now = time;
      int last = (int) Duration.between(BEGIN, now).toHours();
      for (; written <= last; written++) {
        for (String group : List.of("milo", "cls")) {
          if (!dead.contains(group)) {
            rows.merge(new Cell(written + ahead, group), USUAL + written * 7 % 3, Integer::sum);
          }
        }
      }
    }

    void happen(Event event) {
      int last = (int) Duration.between(BEGIN, now).toHours() - event.back() + event.hours();
      List<Cell> touched =
          rows.keySet().stream()
              .filter(cell -> cell.group().startsWith(event.group()))
              .filter(cell -> cell.hour() < last && cell.hour() >= last - event.hours())
              .toList();
      switch (event.deed()) {
        case NOTHING -> {}
        case DELETE -> touched.forEach(cell -> deleted.merge(cell, take(cell), Integer::sum));
        case RESTORE -> {
          deleted.forEach((cell, count) -> rows.merge(cell, count, Integer::sum));
          deleted.clear();
        }
        case RENAME ->
            touched.forEach(
                cell -> rows.merge(new Cell(cell.hour(), "x"), take(cell), Integer::sum));
        case RENAME_BACK ->
            List.copyOf(rows.keySet()).stream()
                .filter(cell -> cell.group().equals("x"))
                .forEach(
                    cell -> rows.merge(new Cell(cell.hour(), "milo"), take(cell), Integer::sum));
        case DUPLICATE -> touched.forEach(cell -> rows.merge(cell, 4, Integer::sum));
        case THIN_OUT -> touched.forEach(cell -> rows.merge(cell, FEW, Math::min));
        case DIE -> dead.add(event.group());
        case REVIVE -> dead.clear();
        case AHEAD -> ahead = ahead == 0 ? 3 : 0;
      }
    }

    private int take(Cell cell) {
      Integer count = rows.remove(cell);
      return count == null ? 0 : count;
    }

    int tested() {
      return (int) Duration.between(BEGIN, now.minus(Duration.ofMinutes(3))).toHours() - 1;
    }

    int from() {
      return (int) Duration.between(BEGIN, now.minus(WINDOW)).toHours();
    }

    int at(int hour, String group) {
      return rows.getOrDefault(new Cell(hour, group), 0);
    }

    boolean hasRows(String group) {
      return rows.keySet().stream()
          .anyMatch(
              cell ->
                  cell.group().equals(group) && cell.hour() >= from() && cell.hour() <= tested());
    }

    /** It has nothing where, up to then, it always had something, as long as that is known. */
    boolean isSilent(String group) {
      List<Integer> earlier = new ArrayList<>();
      for (int hour = tested(); hour >= from(); hour--) {
        if (at(hour, group) > 0 || !earlier.isEmpty()) {
          earlier.add(at(hour, group));
        }
      }
      while (!earlier.isEmpty() && earlier.get(earlier.size() - 1) == 0) {
        earlier.remove(earlier.size() - 1);
      }
      return at(tested(), group) == 0 && earlier.size() >= SAMPLES && !earlier.contains(0);
    }

    /** What runs have seen of it, at the most; a run looks at each hour up to the tested one. */
    void seen() {
      rows.entrySet().stream()
          .filter(one -> one.getKey().hour() <= tested() && one.getKey().hour() >= from())
          .forEach(one -> most.merge(one.getKey(), one.getValue(), Math::max));
    }

    /**
     * It has few where it always had many, as far back as anybody saw; what no run or only runs
     * that told of it saw otherwise is another story.
     */
    boolean drops(String group) {
      List<Double> earlier = new ArrayList<>();
      for (int hour = from(); hour < tested(); hour++) {
        int many = most.getOrDefault(new Cell(hour, group), 0);
        if (many > 0 || !earlier.isEmpty()) {
          earlier.add((double) many);
        }
      }
      double value = at(tested(), group);
      return value > 0
          && earlier.stream().allMatch(many -> many >= USUAL)
          && Baseline.of(earlier, SAMPLES)
              .filter(usual -> usual.drop(value) > 50 && usual.standsOut(value, 3.5))
              .isPresent();
    }

    boolean isAhead() {
      return rows.keySet().stream()
          .anyMatch(cell -> BEGIN.plus(HOUR.multipliedBy(cell.hour())).isAfter(now));
    }

    void store() throws SQLException {
      List<String> all = new ArrayList<>();
      rows.forEach(
          (cell, count) -> {
            long epoch = BEGIN.plus(HOUR.multipliedBy(cell.hour())).getEpochSecond();
            all.add("(%d, '%s', %d)".formatted(epoch, cell.group(), count));
          });
      Databases.execute(
          connection, "CREATE OR REPLACE TABLE viewers (epoch BIGINT, token_group TEXT)");
      if (!all.isEmpty()) {
        Databases.execute(
            connection,
            "INSERT INTO viewers SELECT epoch, name FROM (SELECT epoch, name, unnest(range(many))"
                + " FROM (VALUES %s) AS cells(epoch, name, many))"
                    .formatted(String.join(", ", all)));
      }
    }
  }

  @BeforeContainer
  static void open() throws SQLException {
    connection = Databases.duckDb();
  }

  @AfterContainer
  static void close() throws SQLException {
    connection.close();
  }

  @Provide
  Arbitrary<List<Event>> stories() {
    return events(Deed.values());
  }

  @Provide
  Arbitrary<List<Event>> healthyStories() {
    return events(Deed.NOTHING, Deed.RESTORE, Deed.RENAME_BACK, Deed.REVIVE);
  }

  private static Arbitrary<List<Event>> events(Deed... deeds) {
    return Combinators.combine(
            Arbitraries.of(deeds),
            Arbitraries.of("milo", "milo", "cls"),
            Arbitraries.of(1, 2, 3, 8, 24, 100),
            Arbitraries.of(1, 2, 3, 100),
            Arbitraries.of(1, 20, 60, 60, 120, 300))
        .as(Event::new)
        .list()
        .ofMinSize(4)
        .ofMaxSize(10);
  }

  private static Followed followed() {
    return new Followed(
        new ParticipantsCheck(),
        "{table: viewers, timestamp: epoch, by: token_group, season: 1h, window: 1d}");
  }

  @Property(tries = 40, seed = "1")
  void whoHasNothingIsToldUntilThereIsSomething(@ForAll("stories") List<Event> events)
      throws SQLException {
    Viewers viewers = new Viewers();
    viewers.until(BEGIN.plus(Duration.ofMinutes(26 * 60 + 10)));
    Followed runs = followed();
    Map<String, Integer> seen = new HashMap<>();
    run(runs, viewers);
    for (Event event : events) {
      for (String group : List.of("milo", "cls", "x")) {
        if (viewers.at(viewers.tested(), group) > 0) {
          seen.put(group, viewers.tested());
        }
      }
      viewers.happen(event);
      viewers.until(viewers.now.plus(Duration.ofMinutes(event.minutes())));
      Followed.Told told = run(runs, viewers);
      for (String group : List.of("milo", "cls", "x")) {
        boolean gone = !viewers.hasRows(group) && seen.getOrDefault(group, -1) >= viewers.from();
        if (gone || viewers.isSilent(group) || viewers.drops(group)) {
          assertSays(told.result(), group);
        }
      }
      if (viewers.isAhead()) {
        assertSays(told.result(), "rows in the future");
      }
      for (Incident resolved : told.resolved()) {
        String subject = resolved.finding().subject();
        if (subject.equals("rows in the future")) {
          assertThat(viewers.isAhead()).isFalse();
        } else {
          String as = "resolved at %s: %s".formatted(viewers.now, resolved.finding().summary());
          assertThat(viewers.at(viewers.tested(), subject)).as(as).isPositive();
          assertThat(viewers.drops(subject)).as(as).isFalse();
        }
      }
    }
  }

  @Property(tries = 20, seed = "1")
  void whereNothingIsWrongNothingIsTold(@ForAll("healthyStories") List<Event> events)
      throws SQLException {
    Viewers viewers = new Viewers();
    viewers.until(BEGIN.plus(Duration.ofMinutes(26 * 60 + 10)));
    Followed runs = followed();
    for (Event event : events) {
      viewers.happen(event);
      viewers.until(viewers.now.plus(Duration.ofMinutes(event.minutes())));
      assertThat(run(runs, viewers).result().findings()).as("at %s", viewers.now).isEmpty();
    }
  }

  private static Followed.Told run(Followed runs, Viewers viewers) throws SQLException {
    viewers.store();
    viewers.seen();
    return runs.run(Databases.session(connection, Dialect.DUCKDB), viewers.now);
  }

  private static void assertSays(CheckResult result, String subject) {
    assertThat(result.findings())
        .as("%s: %s", subject, result.summary())
        .anyMatch(
            finding ->
                finding.subject().equals(subject)
                    || (finding.severity() == Severity.UNKNOWN && finding.isOfTheCheckItself()));
  }
}
