package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ListsMissing;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.probe.gaps.RandomParts.Item;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Groups and rhythms give on every table what plain window queries give. */
abstract class PartsProperties {
  private static final long HOUR = 3600;

  abstract Connection connection();

  abstract Dialect dialect();

  @Provide
  Arbitrary<List<Item>> tables() {
    return RandomParts.tables();
  }

  @Property(tries = 100, seed = "1")
  void groupsEqualTheWindowQuery(@ForAll("tables") List<Item> items) throws SQLException {
    RandomParts.create(connection(), items);
    List<String> expected =
        list(
            "SELECT coalesce(g, 'NULL') || ' ' || (pn + 1) || '-' || (n - 1) FROM"
                + " (SELECT g, n, lag(n) OVER (PARTITION BY g ORDER BY n) AS pn"
                + " FROM (SELECT DISTINCT g, n FROM parts) d) s WHERE n - pn > 1");
    Probe probe = probe("number: n, by: [g]");
    Instant now = last(items).plusSeconds(1);
    assertThat(missing(probe, now)).containsExactlyInAnyOrderElementsOf(expected);
    Measured measured = (Measured) probe.ask(context(now));
    assertThat(measured.byName())
        .containsEntry("rows", (long) items.size())
        .containsEntry("ranges", (long) expected.size())
        .containsEntry(
            "missing",
            number(
                "SELECT coalesce(sum(w), 0) FROM (SELECT max(n) - min(n) + 1 - count(DISTINCT n)"
                    + " AS w FROM parts GROUP BY g) s"))
        .containsEntry(
            "duplicates",
            number(
                "SELECT coalesce(sum(w), 0) FROM (SELECT count(*) - count(DISTINCT n) AS w"
                    + " FROM parts GROUP BY g) s"))
        .containsEntry("groups", number("SELECT count(*) FROM (SELECT DISTINCT g FROM parts) s"));
  }

  @Property(tries = 60, seed = "1")
  void hoursEqualTheSeriesWithoutRows(
      @ForAll("tables") List<Item> items, @ForAll @IntRange(max = 20_000) int seconds)
      throws SQLException {
    RandomParts.create(connection(), items);
    Instant now = last(items).plusSeconds(seconds);
    long over = Math.floorDiv(now.getEpochSecond(), HOUR) * HOUR - HOUR;
    List<String> expected = new ArrayList<>();
    for (Optional<String> group : groups(items)) {
      long begin = Math.floorDiv(first(items, group), HOUR) * HOUR;
      for (String hour :
          list(
              ("SELECT p FROM generate_series(%d, %d, 3600) s(p) WHERE NOT EXISTS (SELECT 1"
                      + " FROM parts WHERE g IS NOT DISTINCT FROM %s AND t >= p AND t < p + 3600)")
                  .formatted(begin, Math.max(begin, over), RandomParts.literal(group)))) {
        expected.add(group.orElse("NULL") + " " + Instant.ofEpochSecond(Long.parseLong(hour)));
      }
    }
    assertThat(periods(probe("every: 1h, by: [g]"), now))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Property(tries = 60, seed = "1")
  void daysOfAZoneEqualTheDatesWithoutRows(
      @ForAll("tables") List<Item> items, @ForAll @IntRange(max = 300_000) int seconds)
      throws SQLException {
    RandomParts.create(connection(), items);
    ZoneId zone = ZoneId.of("Europe/Berlin");
    Instant now = last(items).plusSeconds(seconds);
    Instant first = Instant.ofEpochSecond(items.stream().mapToLong(Item::time).min().orElseThrow());
    List<String> expected =
        list(
            ("SELECT CAST(d AS DATE) FROM generate_series(CAST('%s' AS TIMESTAMP), CAST('%s' AS"
                    + " TIMESTAMP), INTERVAL '1 day') s(d) WHERE CAST(d AS DATE) NOT IN (SELECT"
                    + " CAST(to_timestamp(t) AT TIME ZONE 'Europe/Berlin' AS DATE) FROM parts)")
                .formatted(
                    first.atZone(zone).toLocalDate(), now.atZone(zone).toLocalDate().minusDays(1)));
    List<String> days = new ArrayList<>();
    each(
        probe("every: 1d, zone: Europe/Berlin"),
        now,
        range ->
            range
                .times()
                .orElseThrow()
                .from()
                .atZone(zone)
                .toLocalDate()
                .datesUntil(range.times().get().until().atZone(zone).toLocalDate())
                .forEach(day -> days.add(day.toString())));
    assertThat(days).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static Probe probe(String more) {
    GapsCheck type = new GapsCheck();
    Settings settings =
        SettingsOf.yaml(
            type.shape(),
            "{table: parts, timestamp: t, unit: s, settle: 0s, grace: 0s, " + more + "}");
    return type.probe(settings);
  }

  private ProbeContext context(Instant now) {
    return Contexts.of(Databases.session(connection(), dialect()), now, Past.NONE);
  }

  private void each(Probe probe, Instant now, Consumer<MissingRange> sink) {
    ((ListsMissing) probe).eachMissing(context(now), sink);
  }

  private List<String> missing(Probe probe, Instant now) {
    List<String> all = new ArrayList<>();
    each(
        probe,
        now,
        range ->
            all.add(
                String.join("", range.group())
                    + " "
                    + range.span().first()
                    + "-"
                    + range.span().last()));
    return all;
  }

  /** Each missing hour by itself. */
  private List<String> periods(Probe probe, Instant now) {
    List<String> all = new ArrayList<>();
    each(
        probe,
        now,
        range -> {
          Instant until = range.times().orElseThrow().until();
          for (Instant hour = range.times().get().from();
              hour.isBefore(until);
              hour = hour.plusSeconds(HOUR)) {
            all.add(String.join("", range.group()) + " " + hour);
          }
        });
    return all;
  }

  private static Instant last(List<Item> items) {
    return Instant.ofEpochSecond(items.stream().mapToLong(Item::time).max().orElseThrow());
  }

  private static long first(List<Item> items, Optional<String> group) {
    return items.stream()
        .filter(item -> item.group().equals(group))
        .mapToLong(Item::time)
        .min()
        .orElseThrow();
  }

  private static List<Optional<String>> groups(List<Item> items) {
    return items.stream()
        .map(Item::group)
        .distinct()
        .sorted(Comparator.comparing(group -> group.orElse("")))
        .toList();
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(list(sql).get(0));
  }

  private List<String> list(String sql) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Statement statement = connection().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        all.add(row.getString(1));
      }
    }
    return all;
  }
}
