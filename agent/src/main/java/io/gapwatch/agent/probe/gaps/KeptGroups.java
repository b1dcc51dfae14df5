package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.table.Groups;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many rows each group of a table with a rhythm had when that was written down, which is once a
 * day; see {@link KeptRows}. The periods are the same for all groups.
 *
 * @param rows by the names of the groups
 * @param from the beginning of the first of these periods, UTC
 * @param until the beginning of the last of these periods, UTC
 */
record KeptGroups(Map<String, Long> rows, Instant from, Instant until) {
  /** What was last written down, if it is in the window still. */
  static Optional<KeptGroups> remembered(ProbeContext context, Instant window) {
    List<Sample> written =
        context.past(GapsCheck.KEPT_FROM, context.now().minus(Beginning.LONGEST));
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Sample from = written.get(written.size() - 1);
    Map<String, Long> rows = new LinkedHashMap<>();
    context
        .newest(GapsCheck.KEPT_ROWS, from.at())
        .forEach((group, count) -> rows.put(group, count.whole()));
    return context.past(GapsCheck.KEPT_UNTIL, from.at()).stream()
        .findFirst()
        .map(until -> new KeptGroups(rows, Beginning.instant(from), Beginning.instant(until)))
        .filter(kept -> !kept.from().isBefore(window));
  }

  /** Their periods. */
  Span periods(Grid grid) {
    return KeptRows.periods(from, until, grid);
  }

  /** The groups that have fewer than half of these rows left, but some. */
  List<GroupsLost.Group> lost(Tally tally, Groups groups, Grid grid, GroupsPast past) {
    List<GroupsLost.Group> lost = new ArrayList<>();
    for (Parts.Counts counts : tally.all()) {
      String name = groups.name(counts.group());
      KeptRows had = new KeptRows(rows.getOrDefault(name, 0L), from, until);
      Beginning was = past.groups().get(name);
      if (had.lost(counts.left()) > 0 && was != null) {
        lost.add(
            new GroupsLost.Group(
                name,
                was,
                had.lost(counts.left()),
                List.of(periods(grid)),
                had.text(grid, counts.left())));
      }
    }
    return lost;
  }

  /** Writes down the rows that each group has in these periods. */
  static void remember(
      Measured.Builder reading, Tally tally, Groups groups, Instant from, Instant until) {
    tally.all().stream()
        .filter(counts -> counts.rest() > 0)
        .limit(GroupsPast.MOST)
        .forEach(
            counts ->
                reading.value(GapsCheck.KEPT_ROWS, groups.name(counts.group()), counts.rest()));
    KeptRows.remember(reading, from, until);
  }
}
