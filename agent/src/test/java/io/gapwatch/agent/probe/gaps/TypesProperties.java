package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ListsMissing;
import io.gapwatch.agent.probe.Measured;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever types a table has, and whatever its times count, what is missing is what a plain window
 * query over whole numbers and seconds says; and so is what was there at an earlier run.
 */
abstract class TypesProperties {
  abstract Connection connection();

  abstract Dialect dialect();

  /** Types for whole numbers from 0 to 100,000. */
  abstract List<String> numberTypes();

  /** Names of times, and what makes them of seconds {@code t} of the row numbered {@code n}. */
  abstract Map<String, String> times();

  @Provide
  Arbitrary<List<Item>> tables() {
    return RandomParts.tables();
  }

  @Provide
  Arbitrary<String> numbers() {
    return Arbitraries.of(numberTypes());
  }

  @Provide
  Arbitrary<String> kinds() {
    return Arbitraries.of(List.copyOf(times().keySet()));
  }

  @Property(tries = 60, seed = "1")
  void everyTypeAndUnitEqualsTheWindowQuery(
      @ForAll("tables") List<Item> items,
      @ForAll("numbers") String number,
      @ForAll("kinds") String kind)
      throws SQLException {
    create(items, number, times().getOrDefault(kind, "t"));
    Instant now = last(items).plusSeconds(1);
    Probe probe = probe("");
    List<String> found = new ArrayList<>();
    ((ListsMissing) probe)
        .eachMissing(
            context(now, Past.NONE),
            range -> found.add(range.span().first() + "-" + range.span().last()));
    assertThat(found)
        .isEqualTo(
            list(
                "SELECT (pn + 1) || '-' || (n - 1) FROM (SELECT n, lag(n) OVER (ORDER BY n) AS pn"
                    + " FROM (SELECT DISTINCT n FROM parts) d) s WHERE n - pn > 1 ORDER BY n"));
    Map<String, Object> measured = ask(probe, now, Past.NONE).byName();
    assertThat(measured)
        .containsEntry("rows", (long) items.size())
        .containsEntry("duplicates", number("SELECT count(*) - count(DISTINCT n) FROM parts"))
        .containsEntry("first", number("SELECT min(n) FROM parts"))
        .containsEntry("last", number("SELECT max(n) FROM parts"));
    if (!kind.equals("DATE")) {
      assertThat(measured)
          .containsEntry("firstTime", (double) number("SELECT min(t) FROM parts"))
          .containsEntry(
              "order",
              number(
                  "SELECT count(*) FROM (SELECT n, t, lag(n) OVER w AS pn, lag(t) OVER w AS pt"
                      + " FROM parts WINDOW w AS (ORDER BY n, t)) s WHERE n > pn AND t < pt"));
    }
    assertThat(measured)
        .containsEntry("otherUnit", kind.equals("mixed") ? others(items) : Long.valueOf(0));
  }

  /** Of each three rows one counts milliseconds and one microseconds. */
  private static long others(List<Item> items) {
    long[] rows = new long[3];
    items.forEach(item -> rows[(int) Math.floorMod(item.number(), 3L)]++);
    return items.size() - Math.max(rows[0], Math.max(rows[1], rows[2]));
  }

  @Property(tries = 40, seed = "1")
  void whatEarlierRunsSawEqualsTheNumbersThatAreGone(
      @ForAll("tables") List<Item> items,
      @ForAll("kinds") String kind,
      @ForAll @IntRange(max = 120) int begin,
      @ForAll @IntRange(max = 120) int end)
      throws SQLException {
    create(items, "BIGINT", times().getOrDefault(kind, "t"));
    Instant now = last(items).plusSeconds(1);
    Probe probe = probe(", window: 3000d");
    Past past = Contexts.left(ask(probe, now, Past.NONE).byName(), now);
    long first = number("SELECT min(n) FROM typed");
    long last = number("SELECT max(n) FROM typed");
    Databases.execute(
        connection(),
        "DELETE FROM typed WHERE n < %d OR n > %d"
            .formatted(first + begin, Math.max(first + begin, last - end)));
    if (number("SELECT count(*) FROM typed") == 0) {
      return;
    }
    long gone =
        number("SELECT min(n) FROM typed") - first + last - number("SELECT max(n) FROM typed");
    double lost =
        ask(probe, now.plusSeconds(60), past).observations().stream()
            .filter(seen -> seen.metric().equals(GapsCheck.LOST))
            .mapToDouble(seen -> seen.value())
            .sum();
    assertThat(lost).isEqualTo((double) gone);
  }

  private void create(List<Item> items, String number, String time) throws SQLException {
    List<Item> positive =
        items.stream()
            .map(item -> new Item(item.group(), item.number() + 96, item.time()))
            .toList();
    RandomParts.create(connection(), positive);
    Databases.execute(
        connection(),
        "DROP TABLE IF EXISTS typed",
        "CREATE TABLE typed AS SELECT CAST(n AS %s) AS n, %s AS t FROM parts"
            .formatted(number, time));
  }

  private static Probe probe(String more) {
    GapsCheck type = new GapsCheck();
    Settings settings =
        SettingsOf.yaml(
            type.shape(),
            "{table: typed, number: n, timestamp: t, settle: 0s, grace: 0s" + more + "}");
    return type.probe(settings);
  }

  private Measured ask(Probe probe, Instant now, Past past) {
    return (Measured) probe.ask(context(now, past));
  }

  private ProbeContext context(Instant now, Past past) {
    return Contexts.of(Databases.session(connection(), dialect()), now, past);
  }

  private static Instant last(List<Item> items) {
    return Instant.ofEpochSecond(items.stream().mapToLong(Item::time).max().orElseThrow());
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
