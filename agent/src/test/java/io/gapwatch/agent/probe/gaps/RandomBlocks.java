package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.source.sql.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Tables of blocks with everything that can be wrong with them. */
final class RandomBlocks {
  static final long GENESIS = 1_606_824_023;
  private static final long FIRST_NUMBER = 20_000_000;
  private static final long FIRST_TIME = GENESIS + 12 * 9_000_000L;

  private RandomBlocks() {}

  /** A row; time in seconds since 1970. */
  record Block(long number, long time) {}

  /** How one table is damaged: chances in hundredths. */
  private record Damage(
      int rows,
      int missing,
      int missedSlots,
      int duplicates,
      int misaligned,
      int disorder,
      int sharedSlots,
      long seed) {}

  static Arbitrary<List<Block>> tables() {
    Arbitrary<Integer> chance = Arbitraries.of(0, 0, 0, 1, 5, 30, 90);
    return Combinators.combine(
            Arbitraries.integers().between(1, 300),
            chance,
            chance,
            chance,
            chance,
            chance,
            chance,
            Arbitraries.longs())
        .as(Damage::new)
        .map(RandomBlocks::damaged);
  }

  private static List<Block> damaged(Damage damage) {
    Random random = new Random(damage.seed());
    List<Block> blocks = new ArrayList<>();
    long number = FIRST_NUMBER;
    long time = FIRST_TIME;
    for (int i = 0; i < damage.rows(); i++) {
      while (random.nextInt(100) < damage.missedSlots()) {
        time += 12;
      }
      boolean keep = i == 0 || random.nextInt(100) >= damage.missing();
      long shift = random.nextInt(100) < damage.misaligned() ? random.nextInt(40) - 20 : 0;
      if (keep) {
        blocks.add(new Block(number, time + shift));
      }
      if (keep && random.nextInt(100) < damage.duplicates()) {
        blocks.add(new Block(number, time + (random.nextBoolean() ? shift : shift + 12)));
      }
      number++;
      if (random.nextInt(100) >= damage.sharedSlots()) {
        time += 12;
      }
    }
    disorder(blocks, damage.disorder(), random);
    return blocks;
  }

  private static void disorder(List<Block> blocks, int chance, Random random) {
    if (chance > 50) {
      Collections.shuffle(blocks, random);
      return;
    }
    for (int i = 0; i < blocks.size(); i++) {
      if (random.nextInt(100) < chance) {
        Collections.swap(blocks, i, random.nextInt(blocks.size()));
      }
    }
  }

  /** The table {@code blocks}, in this order. */
  static void create(Connection connection, List<Block> blocks, String type) throws SQLException {
    String rows =
        blocks.stream()
            .map(block -> "(" + block.number() + "," + block.time() + ")")
            .collect(Collectors.joining(","));
    Databases.execute(
        connection,
        "DROP TABLE IF EXISTS blocks",
        "CREATE TABLE blocks (number BIGINT, timestamp " + type + ")",
        "INSERT INTO blocks VALUES " + rows);
  }

  /** Ethereum's settings. */
  static GapsSettings settings() {
    return settings("sweep: 0s");
  }

  /**
   * Ethereum's settings.
   *
   * @param more in YAML
   */
  static GapsSettings settings(String more) {
    GapsCheck type = new GapsCheck();
    Settings settings =
        SettingsOf.yaml(type.shape(), "{table: blocks, chain: ethereum, " + more + "}");
    return GapsSettings.of(settings, type.limits(settings));
  }
}
