package io.gapwatch.agent.soak;

import io.gapwatch.agent.source.sql.DuckDbType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One DuckDB file with a table for each job: a row each minute, whose number is the minute since
 * 1970, for the last days.
 */
final class World {
  static final Duration SETTLE = Duration.ofMinutes(3);
  static final Duration GRACE = Duration.ofMinutes(30);
  static final Duration STALE = Duration.ofMinutes(5);
  static final int WINDOW_DAYS = 3;

  private final Path file;
  private final Plan plan;

  World(Path file, Plan plan) {
    this.file = file;
    this.plan = plan;
  }

  /** Writes what the collector has written up to this true time, and forgets what is old. */
  void write(String job, Instant time) throws SQLException {
    long head = head(job, time);
    long oldest = head - (WINDOW_DAYS + 2) * 1440L;
    String lost =
        plan.losses(job, time).stream()
            .map(loss -> " AND n NOT BETWEEN %d AND %d".formatted(loss.first(), loss.last()))
            .collect(Collectors.joining());
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      // One transaction, so that the disk is waited for once.
      statement.execute("BEGIN");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS %s (number BIGINT, timestamp TIMESTAMP)".formatted(job));
      statement.execute(
          """
          INSERT INTO %1$s SELECT n, make_timestamp(n * 60000000) FROM range(%2$d, %3$d) AS r(n)
          WHERE n NOT IN (SELECT number FROM %1$s)%4$s
          """
              .formatted(job, oldest, head + 1, lost));
      statement.execute("DELETE FROM %s WHERE number < %d".formatted(job, oldest));
      statement.execute("COMMIT");
    }
  }

  Connection open() throws SQLException {
    return DriverManager.getConnection("jdbc:duckdb:" + file);
  }

  /** What a run at this true time has to see, if its machine's clock says so. */
  Truth truth(String job, Instant time, Instant wall) {
    boolean far = plan.jumps().stream().anyMatch(jump -> jump.at(time) && jump.far());
    if (plan.at(time, job).stream().anyMatch(Trouble::ofSource) || (far && wall.isBefore(time))) {
      return Truth.unknown(job);
    }
    if (far) {
      return Truth.old(job);
    }
    List<Loss> losses = plan.losses(job, time);
    long head = head(job, time);
    Set<String> wrong = new HashSet<>();
    Set<String> ripe = new HashSet<>();
    if (wall.isAfter(row(newest(losses, Math.min(head, minute(wall)))).plus(STALE))) {
      wrong.add(job + Truth.NEWEST_ROW);
    }
    boolean future = newest(losses, head) > minute(wall);
    ripe.addAll(wrong);
    boolean grave = !wrong.isEmpty();
    if (future) {
      wrong.add(job + Truth.TIMES_IN_FUTURE);
      ripe.add(job + Truth.TIMES_IN_FUTURE);
    }
    for (Loss loss : losses) {
      Instant next = row(loss.last() + 1);
      if (head > loss.last() && !next.isAfter(wall.minus(SETTLE))) {
        wrong.add(loss.subject());
        if (!wall.isBefore(next.plus(GRACE))) {
          ripe.add(loss.subject());
          grave = true;
        }
      }
    }
    return Truth.known(wrong, ripe, grave);
  }

  private long head(String job, Instant time) {
    return minute(
        plan.spells().stream()
            .filter(spell -> spell.trouble() == Trouble.HEAD_STOPS)
            .filter(spell -> spell.meets(job) && spell.at(time))
            .map(Spell::from)
            .findFirst()
            .orElse(time));
  }

  private static long newest(List<Loss> losses, long from) {
    long minute = from;
    while (lost(losses, minute)) {
      minute--;
    }
    return minute;
  }

  private static boolean lost(List<Loss> losses, long minute) {
    return losses.stream().anyMatch(loss -> loss.covers(minute));
  }

  private static long minute(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), 60);
  }

  private static Instant row(long minute) {
    return Instant.ofEpochSecond(minute * 60);
  }

  /** Does what the trouble says to the file; the handle undoes it. */
  AutoCloseable spoil(Set<Trouble> troubles) throws IOException, SQLException {
    Path aside = file.resolveSibling("aside.duckdb");
    if (troubles.contains(Trouble.SOURCE_BUSY)) {
      // By the agent's own driver: locks of one process do not keep itself out.
      return DuckDbType.writer(file);
    }
    if (troubles.contains(Trouble.SOURCE_MISSING)) {
      Files.move(file, aside);
      return () -> Files.move(aside, file);
    }
    if (troubles.contains(Trouble.SOURCE_DAMAGED)) {
      Files.move(file, aside);
      Files.writeString(file, "no database".repeat(1000));
      return () -> {
        Files.delete(file);
        Files.move(aside, file);
      };
    }
    return () -> {};
  }
}
