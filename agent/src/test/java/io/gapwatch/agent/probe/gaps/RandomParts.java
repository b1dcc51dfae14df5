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

/** Tables of several groups, whose rows lie as they come. */
final class RandomParts {
  /** A day on which clocks in Europe are put back is near. */
  private static final long FIRST_TIME = 1_792_540_800;

  private RandomParts() {}

  /**
   * A row.
   *
   * @param group empty: NULL
   * @param time in seconds since 1970
   */
  record Item(Optional<String> group, long number, long time) {}

  /** How one table is damaged: chances in hundredths; rows are about so many seconds apart. */
  private record Damage(
      int groups,
      int rows,
      int missing,
      int duplicates,
      int seconds,
      boolean shuffled,
      long seed) {}

  static Arbitrary<List<Item>> tables() {
    Arbitrary<Integer> chance = Arbitraries.of(0, 0, 1, 5, 30, 90);
    return Combinators.combine(
            Arbitraries.integers().between(1, 4),
            Arbitraries.integers().between(1, 200),
            chance,
            chance,
            Arbitraries.of(60, 1_800, 3_600, 20_000),
            Arbitraries.of(true, false),
            Arbitraries.longs())
        .as(Damage::new)
        .map(RandomParts::damaged);
  }

  private static List<Item> damaged(Damage damage) {
    Random random = new Random(damage.seed());
    List<Item> items = new ArrayList<>();
    for (int group = 0; group < damage.groups(); group++) {
      Optional<String> name = group == 3 ? Optional.empty() : Optional.of("g'" + group);
      // Where numbers are gathered by 32, some begin with such a part.
      long number =
          random.nextBoolean() ? random.nextLong(100) - 50 : 32 * (random.nextLong(4) - 2);
      long hole = number + 32 * (1 + random.nextLong(4));
      long time = FIRST_TIME + random.nextInt(100_000);
      for (int i = 0; i < damage.rows(); i++) {
        boolean keep = i == 0 || (number != hole && random.nextInt(100) >= damage.missing());
        if (keep) {
          items.add(new Item(name, number, time));
        }
        if (keep && random.nextInt(100) < damage.duplicates()) {
          items.add(new Item(name, number, time + random.nextInt(damage.seconds())));
        }
        number++;
        time += 1 + random.nextInt(2 * damage.seconds());
      }
    }
    if (damage.shuffled()) {
      Collections.shuffle(items, random);
    }
    return items;
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
