package io.gapwatch.agent.probe.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition.Kind;
import io.gapwatch.agent.probe.FollowedRuns;
import io.gapwatch.agent.probe.FollowedRuns.Run;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * A collector stops, starts, slows down and has a clock that is ahead, and rows are deleted and
 * come back: no run has a tick over a period with too few rows, nor while nobody writes; and
 * nothing is resolved then.
 */
class EventRateRunsPropertyTest {
  private static final Instant BEGIN = Instant.parse("2026-10-20T22:00:00Z");
  private static final Duration STEP = Duration.ofMinutes(15);
  private static final Duration SETTLE = Duration.ofMinutes(3);
  private static final Duration CLOCKS = Duration.ofSeconds(59);
  private static final int PLENTY = 26;

  private static Connection connection;

  private enum Act {
    NOTHING,
    STOP,
    START,
    SLOW,
    AHEAD,
    RIGHT,
    DELETE_ALL,
    DELETE_LATE,
    DELETE_OLD,
    RESTORE
  }

  /**
   * A row of runs.
   *
   * @param ahead how much a clock which is wrong is ahead
   */
  private record Story(
      String type, Duration every, Duration pause, Duration ahead, List<Act> acts) {
    String yaml() {
      return "{table: t, timestamp: ts, every: %dm}".formatted(every.toMinutes());
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
  Arbitrary<Story> stories() {
    return stories(
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(2, Arbitraries.just(Act.NOTHING)),
            net.jqwik.api.Tuple.of(3, Arbitraries.of(Act.class))));
  }

  @Provide
  Arbitrary<Story> quiet() {
    return stories(Arbitraries.of(Act.NOTHING, Act.DELETE_OLD, Act.START, Act.RIGHT));
  }

  private static Arbitrary<Story> stories(Arbitrary<Act> acts) {
    return Combinators.combine(
            Arbitraries.of("TIMESTAMP", "TIMESTAMPTZ", "BIGINT"),
            Arbitraries.of(15, 60, 180, 1_440).map(Duration::ofMinutes),
            Arbitraries.of(30, 47, 60, 300).map(Duration::ofMinutes),
            Arbitraries.of(40, 3_600, 10_800, 108_000).map(Duration::ofSeconds),
            acts.list().ofMinSize(4).ofMaxSize(16))
        .as(Story::new);
  }

  @Property(tries = 60, seed = "1")
  void tooFewRowsHaveNoTickAndAreNotResolved(@ForAll("stories") Story story) throws SQLException {
    Collector collector = new Collector(story);
    FollowedRuns runs = new FollowedRuns(new EventRateCheck(), story.yaml());
    List<String> log = new ArrayList<>();
    Instant now = BEGIN;
    for (Act act : story.acts()) {
      now = collector.happen(act, now);
      Run run = runs.run(Databases.session(connection, Dialect.DUCKDB), now);
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
      boolean few = collector.perHour(now) < 100;
      boolean ahead = collector.isAhead(now);
      boolean stands =
          collector.newest.plus(story.every().multipliedBy(2)).plus(SETTLE).isBefore(now);
      if (few || ahead || stands) {
        assertThat(run.result().status()).as("%s", log).isNotEqualTo(Status.OK);
      }
      Set<String> resolved = Set.copyOf(run.told(Kind.RESOLVED));
      assertThat(resolved.contains("t: rate") && few).as("%s", log).isFalse();
      assertThat(resolved.contains("t: times in the future") && ahead).as("%s", log).isFalse();
      if (run.result().answered()) {
        assertThat(run.result().findings().stream().map(Finding::subject).toList())
            .as("%s", log)
            .containsExactlyInAnyOrderElementsOf(
                few && ahead
                    ? List.of("t: rate", "t: times in the future")
                    : few
                        ? List.of("t: rate")
                        : ahead ? List.of("t: times in the future") : List.of());
      } else {
        Instant end = collector.end(now);
        assertThat(collector.rows.stream().anyMatch(row -> row.isBefore(end)))
            .as("%s", log)
            .isFalse();
      }
    }
  }

  @Property(tries = 20, seed = "1")
  void whoWritesEnoughIsWell(@ForAll("quiet") Story story) throws SQLException {
    Collector collector = new Collector(story);
    FollowedRuns runs = new FollowedRuns(new EventRateCheck(), story.yaml());
    Instant now = BEGIN;
    for (Act act : story.acts()) {
      now = collector.happen(act, now);
      Run run = runs.run(Databases.session(connection, Dialect.DUCKDB), now);
      assertThat(run.result().status()).as("%s", run.result()).isEqualTo(Status.OK);
      assertThat(run.told()).isEmpty();
    }
  }

  /** Who writes the table, and what is really in it. */
  private static final class Collector {
    private final Story story;
    private List<Instant> rows = new ArrayList<>();
    private List<Instant> deleted = List.of();

    /** The time of the last row that was ever written, by whatever clock. */
    private Instant newest = BEGIN;

    private Duration ahead = Duration.ZERO;
    private boolean runs = true;
    private int batch = PLENTY;

    Collector(Story story) throws SQLException {
      this.story = story;
      Databases.execute(connection, "CREATE OR REPLACE TABLE t (ts %s)".formatted(story.type()));
      write(BEGIN.minus(Duration.ofHours(53)), BEGIN);
    }

    /** Until the next run, whose time is returned. */
    Instant happen(Act act, Instant before) throws SQLException {
      Instant now = before.plus(story.pause());
      switch (act) {
        case STOP -> runs = false;
        case START -> {
          runs = true;
          batch = PLENTY;
        }
        case SLOW -> batch = 5;
        case AHEAD -> ahead = story.ahead();
        case RIGHT -> ahead = Duration.ZERO;
        default -> {}
      }
      if (runs) {
        write(before, now);
      }
      switch (act) {
        case DELETE_ALL -> delete(Instant.MIN, Instant.MAX);
        case DELETE_LATE -> delete(now.minus(Duration.ofHours(2)), Instant.MAX);
        case DELETE_OLD -> delete(Instant.MIN, now.minus(Duration.ofDays(3)));
        case RESTORE -> {
          insert(deleted);
          deleted = List.of();
        }
        default -> {}
      }
      return now;
    }

    private void write(Instant from, Instant until) throws SQLException {
      List<Instant> more = new ArrayList<>();
      for (Instant at = from.plusSeconds(1); at.isBefore(until); at = at.plus(STEP)) {
        for (int i = 0; i < batch; i++) {
          more.add(at.plusSeconds(i).plus(ahead));
        }
        newest = newest.isAfter(at.plus(ahead)) ? newest : at.plus(ahead);
      }
      insert(more.stream().filter(at -> !at.isAfter(until.plus(ahead))).toList());
    }

    private void insert(List<Instant> more) throws SQLException {
      if (more.isEmpty()) {
        return;
      }
      rows.addAll(more);
      String time =
          switch (story.type()) {
            case "BIGINT" -> "s";
            case "TIMESTAMP" -> "make_timestamp(s * 1000000)";
            default -> "to_timestamp(s)";
          };
      Databases.execute(
          connection,
          "INSERT INTO t SELECT %s FROM (SELECT unnest([%s]::BIGINT[]) AS s)"
              .formatted(
                  time,
                  more.stream()
                      .map(at -> Long.toString(at.getEpochSecond()))
                      .collect(Collectors.joining(","))));
    }

    private void delete(Instant from, Instant until) throws SQLException {
      deleted = rows.stream().filter(at -> !at.isBefore(from) && at.isBefore(until)).toList();
      rows.removeAll(Set.copyOf(deleted));
      String since = from.equals(Instant.MIN) ? "TRUE" : "ts >= " + literal(from);
      String before = until.equals(Instant.MAX) ? "TRUE" : "ts < " + literal(until);
      Databases.execute(connection, "DELETE FROM t WHERE %s AND %s".formatted(since, before));
    }

    private String literal(Instant at) {
      return story.type().equals("BIGINT")
          ? Long.toString(at.getEpochSecond())
          : "%s '%s'".formatted(story.type(), at);
    }

    boolean isAhead(Instant now) {
      return rows.stream().anyMatch(now.plus(CLOCKS)::isBefore);
    }

    Instant end(Instant now) {
      long every = story.every().toSeconds();
      return Instant.ofEpochSecond(
          Math.floorDiv(now.minus(SETTLE).getEpochSecond(), every) * every);
    }

    double perHour(Instant now) {
      Instant end = end(now);
      Instant from = end.minus(story.every());
      long count = rows.stream().filter(at -> !at.isBefore(from) && at.isBefore(end)).count();
      return count * 60.0 / story.every().toMinutes();
    }
  }
}
