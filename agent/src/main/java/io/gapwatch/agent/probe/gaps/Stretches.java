package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.table.NumberedTable;
import io.gapwatch.agent.probe.table.Timeline;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a table as {@link Stretch stretches}, in the order of numbers and then times.
 *
 * <p>The database compares each row with the next one and returns only the rows where a stretch
 * ends. DuckDB does so while it scans, without sorting: whatever its order, the stretches cover
 * every row exactly once, and sorting a few thousand stretches here is equivalent to sorting
 * millions of rows there. For the same reason, parts of the table can be read side by side. The
 * database sorts only if the table is in random order, if stretches overlap because of duplicate
 * numbers, or if the result is not a single chain of rows: over a view of several tables (UNION
 * ALL), DuckDB 1.5 starts a new chain for each.
 */
final class Stretches {
  private final SqlSession session;
  private final NumberedTable table;
  private final String rows;
  private final List<String> conditions;
  private final List<String> parts;
  private final StretchQuery asTheyLie;
  private final StretchQuery sorted;
  private final Duration timeout;

  /**
   * @param conditions in SQL, which rows to read: the first for all of them, then, if there are
   *     more, one for each part of them
   * @param step ticks between consecutive rows; 0 for a table without slots
   * @param longest without slots: the most ticks between consecutive rows
   */
  Stretches(
      SqlSession session,
      NumberedTable table,
      List<String> conditions,
      long step,
      long longest,
      Duration timeout) {
    this.session = session;
    this.table = table;
    this.rows = rows(conditions.get(0));
    this.conditions =
        conditions.size() == 1 ? conditions : conditions.subList(1, conditions.size());
    this.parts = this.conditions.stream().map(this::rows).toList();
    this.asTheyLie = new StretchQuery(step, longest, false);
    this.sorted = new StretchQuery(step, longest, true);
    this.timeout = timeout;
  }

  private String rows(String condition) {
    return "SELECT %s AS n, %s AS t FROM %s WHERE %s AND %s IS NOT NULL AND %s"
        .formatted(
            table.numberAsBigint(),
            table.timeline().ticks(),
            table.name(),
            condition,
            table.number(),
            table.filter());
  }

  /** What is asked first, and is enough unless the table is in no order. */
  String question() {
    return session.dialect().streamsWindows()
        ? asTheyLie.text(parts, StretchQuery.MANY)
        : sorted.text(rows);
  }

  /** Passes on all stretches in order. */
  void each(Consumer<Stretch> sink) {
    if (session.dialect().streamsWindows()) {
      AsTheyLie found = new AsTheyLie(StretchQuery.MANY);
      if (!found.whole() && found.mayBeLonger()) {
        found = new AsTheyLie(StretchQuery.MOST);
      }
      if (found.whole() && !overlap(found.stretches)) {
        found.stretches.forEach(sink);
        return;
      }
    }
    StretchPairing chain = new StretchPairing(sorted, sink);
    session.query(sorted.text(rows), timeout, chain::accept);
    if (!chain.whole()) {
      // Cannot happen while rows are returned in the order in which they were compared.
      throw otherOrder();
    }
  }

  /** What is said when a result cannot be put together again. */
  static SourceUnavailableException otherOrder() {
    return new SourceUnavailableException(
        "the database returned rows in another order than it compared them in",
        "please report this with the version of the database; the data could not be checked");
  }

  private static boolean overlap(PackedStretches sorted) {
    if (sorted.areSorted()) {
      return false;
    }
    Optional<Stretch> before = Optional.empty();
    for (Stretch each : sorted) {
      if (before.isPresent() && each.first() <= before.get().last()) {
        return true;
      }
      before = Optional.of(each);
    }
    return false;
  }

  /** The stretches as the database returned them without sorting rows. */
  private final class AsTheyLie {
    private final PackedStretches stretches = new PackedStretches(asTheyLie.step());
    private final boolean allOfThem;

    AsTheyLie(int limit) {
      if (looksBack()) {
        allOfThem =
            new LookBack(new Windowed(), asTheyLie.step(), stretches).read(session, limit, timeout);
        return;
      }
      List<StretchPairing> chains = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        chains.add(new StretchPairing(asTheyLie, stretches));
      }
      session.query(
          asTheyLie.text(parts, limit),
          timeout,
          row -> chains.get((int) row.number(StretchQuery.PART)).accept(row));
      allOfThem = chains.stream().allMatch(StretchPairing::whole);
    }

    /** Whether a part has more than were asked for, of a table in order. */
    boolean mayBeLonger() {
      return stretches.areInOrder() && stretches.count() > StretchQuery.MANY / parts.size();
    }

    /** Whether they are all, and each part is a single chain. */
    boolean whole() {
      return !stretches.isFull() && allOfThem;
    }
  }

  /**
   * Not where a second statement costs money, nor without slots, where a count does not tell a
   * time.
   */
  private boolean looksBack() {
    return asTheyLie.step() > 0 && session.compute().isEmpty();
  }

  /** The parts of the window. */
  private final class Windowed implements LookBack.Divided {
    @Override
    public int count() {
      return parts.size();
    }

    @Override
    public String rows(int part) {
      return parts.get(part);
    }

    @Override
    public String rowsSince(int part, long time) {
      Timeline timeline = table.timeline();
      return Stretches.this.rows(
          conditions.get(part) + " AND " + timeline.since(timeline.instant(time)));
    }
  }
}
