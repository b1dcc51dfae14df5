package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.table.NumberedTable;
import io.gapwatch.agent.probe.table.Timeline;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides the rows of a window by their times into parts that a database reads at the same time. A
 * part is read at the cost of its rows where the rows of a time lie together, as they do where they
 * are appended.
 */
final class WindowSplit {
  private WindowSplit() {}

  /** The condition of the whole window, and, where it is divided, that of each part. */
  static List<String> conditions(
      SqlSession session, NumberedTable table, GapScan.Window window, Duration timeout) {
    Timeline timeline = table.timeline();
    String whole = whole(table, window);
    // The ends of an expression are not known without reading all of it.
    if (session.threads() == 1 || timeline.mixed().isPresent() || table.name().startsWith("(")) {
      return List.of(whole);
    }
    return session
        .list(ends(table, window), timeout, row -> new long[] {row.number(1), row.number(2)})
        .stream()
        .findFirst()
        .filter(ends -> ends[0] < ends[1])
        .map(ends -> divided(whole, window, bounds(ends, session.threads(), timeline), timeline))
        .orElse(List.of(whole));
  }

  /** The condition of the whole window. */
  static String whole(NumberedTable table, GapScan.Window window) {
    return table.timeline().within(window.from(), window.until());
  }

  /** From when to when the window has rows; DuckDB knows it without reading them. */
  private static String ends(NumberedTable table, GapScan.Window window) {
    return "SELECT %s, %s".formatted(end(table, window, "min"), end(table, window, "max"));
  }

  private static String end(NumberedTable table, GapScan.Window window, String end) {
    Timeline timeline = table.timeline();
    return "(SELECT %s FROM (SELECT least(greatest(%s(%s), %s), %s) AS %3$s FROM %6$s) ends)"
        .formatted(
            timeline.ticks(),
            end,
            timeline.source(),
            timeline.literal(window.from()),
            timeline.literal(window.until()),
            table.name());
  }

  private static List<Instant> bounds(long[] ends, int parts, Timeline timeline) {
    List<Instant> bounds = new ArrayList<>();
    long part = (ends[1] - ends[0]) / parts;
    for (int i = 1; i < parts; i++) {
      bounds.add(timeline.instant(ends[0] + part * i));
    }
    return bounds;
  }

  private static List<String> divided(
      String whole, GapScan.Window window, List<Instant> bounds, Timeline timeline) {
    List<String> all = new ArrayList<>(List.of(whole));
    String since = timeline.since(window.from());
    for (Instant bound : bounds) {
      all.add(since + " AND " + timeline.before(bound));
      since = timeline.since(bound);
    }
    all.add(since + " AND " + timeline.until(window.until()));
    return List.copyOf(all);
  }
}
