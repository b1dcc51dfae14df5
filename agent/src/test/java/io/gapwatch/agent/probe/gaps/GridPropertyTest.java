package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.probe.TimeType;
import io.gapwatch.agent.probe.table.TableSettings;
import io.gapwatch.agent.probe.table.TimedTable;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;

/**
 * The period of a row is the same in SQL and in Java, by the clock of any zone: at the moment when
 * the clock changes, at midnight, and just before and after.
 */
class GridPropertyTest extends OnDuckDb {
  private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");

  /** That of Lord Howe, where half hours count, is the most sensitive. */
  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.of(
        "UTC",
        "Australia/Lord_Howe",
        "Australia/Lord_Howe",
        "Europe/Berlin",
        "America/New_York",
        "America/Bogota",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Asia/Kolkata",
        "Pacific/Kiritimati");
  }

  @Provide
  Arbitrary<String> lengths() {
    return Arbitraries.of("PT1M", "PT20M", "PT1H", "PT2H", "PT6H", "P1D", "P2D", "P7D");
  }

  /** Up to a year, short and long alike. */
  @Provide
  Arbitrary<Integer> hours() {
    return Arbitraries.integers().between(1, 8_760).withDistribution(RandomDistribution.uniform());
  }

  @Property(tries = 60, seed = "1")
  void sqlAndJavaAgree(
      @ForAll("zones") String name,
      @ForAll("lengths") String every,
      @ForAll("hours") int begin,
      @ForAll("hours") int hours)
      throws SQLException {
    ZoneId zone = ZoneId.of(name);
    Instant from = JANUARY.plus(Duration.ofHours(begin));
    Instant until = from.plus(Duration.ofHours(hours));
    Grid grid = new Grid(Duration.parse(every), zone, from, until, TimeType.TIMESTAMP);
    List<Instant> rows = moments(zone, from, until);
    List<Long> numbers = rows.stream().map(grid::number).toList();

    assertThat(inSql(grid, rows)).isEqualTo(numbers);
    Grid year =
        new Grid(
            Duration.parse(every),
            zone,
            JANUARY,
            JANUARY.plus(Duration.ofDays(1_000)),
            TimeType.TIMESTAMP);
    assertThat(rows.stream().map(year::number).toList()).isEqualTo(numbers);
    for (Instant row : rows) {
      long number = grid.number(row);
      assertThat(grid.start(grid.firstSince(row))).isAfterOrEqualTo(row);
      assertThat(grid.start(grid.firstSince(row) - 1)).isBefore(row);
      if (Duration.parse(every).toDays() == 1) {
        assertThat(grid.name(number)).isEqualTo(row.atZone(zone).toLocalDate().toString());
      }
    }
  }

  /** Those at which a number may be off by one. */
  private static List<Instant> moments(ZoneId zone, Instant from, Instant until) {
    List<Instant> edges = new ArrayList<>(List.of(from, until));
    ZoneOffsetTransition change = zone.getRules().nextTransition(from);
    while (change != null && change.getInstant().isBefore(until)) {
      edges.add(change.getInstant());
      change = zone.getRules().nextTransition(change.getInstant());
    }
    return edges.stream()
        .flatMap(
            edge ->
                List.of(
                    edge,
                    edge.plusSeconds(3_600),
                    edge.minusSeconds(7_200),
                    edge.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant())
                    .stream())
        .flatMap(edge -> List.of(edge.minusSeconds(1), edge, edge.plusSeconds(1)).stream())
        .filter(moment -> !moment.isBefore(from) && !moment.isAfter(until))
        .toList();
  }

  private static List<Long> inSql(Grid grid, List<Instant> rows) throws SQLException {
    Databases.execute(
        connection(),
        "CREATE OR REPLACE TABLE moments AS SELECT * FROM (VALUES %s) v(i, t)"
            .formatted(
                IntStream.range(0, rows.size())
                    .mapToObj(i -> "(%d, %s)".formatted(i, Dialect.timestamp(rows.get(i))))
                    .collect(Collectors.joining(", "))));
    TimedTable table =
        TimedTable.find(
            session(),
            TableSettings.of(
                SettingsOf.yaml(
                    new GapsCheck().shape(), "{table: moments, timestamp: t, every: 1h}")),
            Duration.ofSeconds(20));
    List<Long> numbers = new ArrayList<>();
    try (Statement statement = connection().createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT %s FROM moments ORDER BY i"
                    .formatted(grid.number(Dialect.DUCKDB, table.timeline())))) {
      while (row.next()) {
        numbers.add(row.getLong(1));
      }
    }
    return numbers;
  }
}
