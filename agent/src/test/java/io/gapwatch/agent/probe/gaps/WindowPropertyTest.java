package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ListsMissing;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.gaps.RandomParts.Item;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Rows whose time is at the window's very edges, beside them, far away, or none: a number is
 * missing if it is between those of the window and in no row at all, as sets tell it.
 */
class WindowPropertyTest extends OnDuckDb {
  private static final long WINDOW = 86_400;

  /** A row; without a time, or with one in seconds since 1970. */
  private record Placed(String group, long number, Optional<Long> time) {}

  @Provide
  Arbitrary<List<Item>> items() {
    return RandomParts.tables();
  }

  @Property(tries = 120, seed = "1")
  void missingIsWhatTheTableHoldsAtNoTime(
      @ForAll("items") List<Item> items,
      @ForAll @IntRange(max = 1_000_000) int seed,
      @ForAll boolean grouped,
      @ForAll @IntRange(min = 1, max = 3) int threads)
      throws SQLException {
    Random random = new Random(seed);
    Item middle = items.get(random.nextInt(items.size()));
    // Its row is the first or the last one of the window.
    long from = middle.time() - (random.nextBoolean() ? 0 : WINDOW);
    List<Placed> rows = displaced(items, from, random);
    create(rows);
    Map<String, List<Placed>> groups = new TreeMap<>();
    rows.forEach(
        row ->
            groups.computeIfAbsent(grouped ? row.group() : "", any -> new ArrayList<>()).add(row));
    List<String> expected = new ArrayList<>();
    long seen = 0;
    for (Map.Entry<String, List<Placed>> group : groups.entrySet()) {
      seen += group.getValue().stream().filter(row -> inside(row, from)).count();
      expected.addAll(missing(group.getKey(), group.getValue(), from));
    }
    Probe probe =
        new GapsCheck()
            .probe(
                SettingsOf.yaml(
                    new GapsCheck().shape(),
                    "{table: parts, number: n, timestamp: t, unit: s, settle: 0s, grace: 0s, window: 1d%s}"
                        .formatted(grouped ? ", by: [g]" : "")));
    ProbeContext context =
        Contexts.of(
            Databases.session(connection(), Dialect.DUCKDB, threads),
            Instant.ofEpochSecond(from + WINDOW),
            Past.NONE);
    if (seen == 0) {
      assertThat(probe.ask(context)).isInstanceOf(Unavailable.class);
      return;
    }
    List<String> found = new ArrayList<>();
    ((ListsMissing) probe)
        .eachMissing(
            context,
            range ->
                found.add(
                    String.join("", range.group())
                        + " "
                        + range.span().first()
                        + "-"
                        + range.span().last()));
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    Map<String, Object> measured = ((Measured) probe.ask(context)).byName();
    assertThat(measured)
        .containsEntry("rows", seen)
        .containsEntry("ranges", (long) expected.size())
        .containsEntry("withoutTime", rows.stream().filter(row -> row.time().isEmpty()).count());
    if (grouped) {
      assertThat(measured).containsEntry("order", early(groups, from));
    }
  }

  /** Of 32 numbers that belong together, all or some have another time. */
  private static List<Placed> displaced(List<Item> items, long from, Random random) {
    int chance = List.of(0, 2, 30).get(random.nextInt(3));
    int part = random.nextInt(4);
    List<Placed> rows = new ArrayList<>();
    for (Item item : items) {
      boolean moves = random.nextInt(100) < chance || Math.floorMod(item.number() >> 5, 5L) == part;
      rows.add(
          new Placed(
              item.group().orElse("NULL"),
              item.number(),
              moves ? elsewhere(from, random) : Optional.of(item.time())));
    }
    return rows;
  }

  private static Optional<Long> elsewhere(long from, Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> Optional.of(from);
      case 1 -> Optional.of(from - 1);
      case 2 -> Optional.of(from + WINDOW);
      case 3 -> Optional.of(from + WINDOW + 1);
      case 4 -> Optional.of(1_500_000_000L);
      default -> Optional.empty();
    };
  }

  private static boolean inside(Placed row, long from) {
    return row.time().filter(time -> time >= from && time <= from + WINDOW).isPresent();
  }

  private static NavigableSet<Long> window(List<Placed> rows, long from) {
    TreeSet<Long> numbers = new TreeSet<>();
    rows.stream().filter(row -> inside(row, from)).forEach(row -> numbers.add(row.number()));
    return numbers;
  }

  private static List<String> missing(String group, List<Placed> rows, long from) {
    NavigableSet<Long> window = window(rows, from);
    List<String> ranges = new ArrayList<>();
    if (window.isEmpty()) {
      return ranges;
    }
    TreeSet<Long> held = new TreeSet<>();
    rows.forEach(row -> held.add(row.number()));
    long first = window.first();
    for (long number : held.subSet(window.first(), false, window.last(), true)) {
      if (number > first + 1) {
        ranges.add(group + " " + (first + 1) + "-" + (number - 1));
      }
      first = number;
    }
    return ranges;
  }

  /** The numbers that only rows from before the window hold. */
  private static long early(Map<String, List<Placed>> groups, long from) {
    long early = 0;
    for (List<Placed> rows : groups.values()) {
      NavigableSet<Long> window = window(rows, from);
      if (!window.isEmpty()) {
        Set<Long> before = new TreeSet<>();
        rows.stream()
            .filter(row -> row.time().filter(time -> time < from).isPresent())
            .filter(row -> row.number() > window.first() && row.number() < window.last())
            .filter(row -> !window.contains(row.number()))
            .forEach(row -> before.add(row.number()));
        early += before.size();
      }
    }
    return early;
  }

  private static void create(List<Placed> rows) throws SQLException {
    List<String> values =
        rows.stream()
            .map(
                row ->
                    "(%s, %d, %s)"
                        .formatted(
                            row.group().equals("NULL")
                                ? "NULL"
                                : RandomParts.literal(Optional.of(row.group())),
                            row.number(),
                            row.time().map(String::valueOf).orElse("NULL")))
            .toList();
    Databases.execute(
        connection(),
        "CREATE OR REPLACE TABLE parts (g VARCHAR, n BIGINT, t BIGINT)",
        "INSERT INTO parts VALUES " + String.join(", ", values));
  }
}
