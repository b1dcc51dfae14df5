package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.source.sql.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/** Tables of several groups, whose rows lie as they come. */
final class RandomParts {
  /** Days on which clocks in Europe are put back, and forward, are near. */
  private static final long[] FIRST_TIMES = {1_792_540_800, 1_774_396_800};

  private RandomParts() {}

  /**
   * A row.
   *
   * @param group empty: NULL
   * @param time in seconds since 1970
   */
  record Item(Optional<String> group, long number, long time) {}

  /**
   * How one table is damaged: chances in hundredths; rows are about so many seconds apart.
   *
   * @param even whether a row comes at each whole one of these periods
   * @param blocks whether what is there, and what is missing, begins and ends where 32 numbers do,
   *     or just beside
   */
  private record Damage(
      int groups,
      int rows,
      int missing,
      int duplicates,
      int seconds,
      boolean even,
      boolean blocks,
      boolean shuffled,
      long seed) {}

  static Arbitrary<List<Item>> tables() {
    Arbitrary<Integer> chance = Arbitraries.of(0, 0, 1, 5, 30, 90);
    Arbitrary<Boolean> either = Arbitraries.of(true, false);
    return Combinators.combine(
            Arbitraries.integers().between(1, 4),
            Arbitraries.integers().between(1, 200).withDistribution(RandomDistribution.uniform()),
            chance,
            chance,
            Arbitraries.of(60, 1_800, 3_600, 20_000))
        .flatAs(
            (groups, rows, missing, duplicates, seconds) ->
                Combinators.combine(either, either, either, Arbitraries.longs())
                    .as(
                        (even, blocks, shuffled, seed) ->
                            new Damage(
                                groups,
                                rows,
                                missing,
                                duplicates,
                                seconds,
                                even,
                                blocks,
                                shuffled,
                                seed)))
        .map(RandomParts::damaged);
  }

  private static List<Item> damaged(Damage damage) {
    Random random = new Random(damage.seed());
    List<Item> items = new ArrayList<>();
    for (int group = 0; group < damage.groups(); group++) {
      Optional<String> name = group == 3 ? Optional.empty() : Optional.of("g'" + group);
      long time = firstTime(damage, random);
      for (long number : damage.blocks() ? blocks(damage, random) : scattered(damage, random)) {
        items.add(new Item(name, number, time));
        if (random.nextInt(100) < damage.duplicates()) {
          items.add(new Item(name, number, time + random.nextInt(damage.seconds())));
        }
        time += damage.even() ? damage.seconds() : 1 + random.nextInt(2 * damage.seconds());
      }
    }
    if (damage.shuffled()) {
      Collections.shuffle(items, random);
    }
    return items;
  }

  private static long firstTime(Damage damage, Random random) {
    long time = FIRST_TIMES[random.nextInt(FIRST_TIMES.length)] + random.nextInt(100_000);
    return damage.even() ? Math.floorDiv(time, damage.seconds()) * damage.seconds() : time;
  }

  /** Any number may be missing but the first. */
  private static List<Long> scattered(Damage damage, Random random) {
    List<Long> numbers = new ArrayList<>();
    long first = random.nextLong(100) - 50;
    for (int i = 0; i < damage.rows(); i++) {
      if (i == 0 || random.nextInt(100) >= damage.missing()) {
        numbers.add(first + i);
      }
    }
    return numbers;
  }

  /** Some that are there, some that are not, and so on: most up to where 32 begin, or beside it. */
  private static List<Long> blocks(Damage damage, Random random) {
    List<Long> numbers = new ArrayList<>();
    long next = 32 * (random.nextLong(5) - 2) + beside(random);
    boolean there = true;
    while (numbers.size() < damage.rows()) {
      long border = 32 * (Math.floorDiv(next, 32L) + random.nextLong(4));
      long end = Math.max(next + 1, border + beside(random));
      for (; next < end; next++) {
        if (there) {
          numbers.add(next);
        }
      }
      there ^= true;
    }
    return numbers;
  }

  private static long beside(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> -1;
      case 1 -> 1;
      case 2 -> random.nextInt(30);
      default -> 0;
    };
  }

  /** The table {@code parts}, in this order. */
  static void create(Connection connection, List<Item> items) throws SQLException {
    String rows =
        items.stream()
            .map(
                item -> "(%s, %d, %d)".formatted(literal(item.group()), item.number(), item.time()))
            .collect(Collectors.joining(","));
    Databases.execute(
        connection,
        "DROP TABLE IF EXISTS parts",
        "CREATE TABLE parts (g VARCHAR, n BIGINT, t BIGINT)",
        "INSERT INTO parts VALUES " + rows);
  }

  static String literal(Optional<String> group) {
    return group.map(name -> "'" + name.replace("'", "''") + "'").orElse("NULL");
  }
}
