package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.text.Durations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was seen of all groups, and those that are listed.
 *
 * @param stale how many have no fresh row
 * @param oldest the oldest first
 * @param present the newest row of each group that has one
 * @param blank the names of those that have rows, but none with a time up to now
 * @param blanks the first of them
 */
record GroupAges(
    long stale,
    List<Group> oldest,
    Map<String, Instant> present,
    Set<String> blank,
    List<Blank> blanks,
    Unplaced unplaced) {
  /** More than these are counted, not listed. */
  static final int LIST = 20;

  /**
   * A group with a newest row.
   *
   * @param gone whether it has no rows any more; then the newest is one that an earlier run saw
   */
  record Group(List<String> values, Instant newest, double age, boolean gone) {}

  /** A group of whose age nothing is known. */
  record Blank(List<String> values, Unplaced rows) {}

  static String question(StalenessProbe.Rows rows, Groups groups, String filter) {
    Timeline timeline = rows.timeline();
    return ("SELECT %1$smax(%2$s) FILTER (WHERE %3$s AND NOT %5$s) AS newest, count(*) FILTER"
            + " (WHERE %4$s), count(*) FILTER (WHERE %5$s) FROM %6$s WHERE %7$s GROUP BY %8$s"
            + " ORDER BY newest, %8$s")
        .formatted(
            groups.select(),
            timeline.ticks(),
            timeline.until(rows.context().soon()),
            rows.later(rows.context().soon()),
            timeline.without(),
            rows.relation().name(),
            filter,
            groups.positionsAnd(0));
  }

  static GroupAges read(StalenessProbe.Rows rows, Groups groups, String filter, Limits limits) {
    Timeline timeline = rows.timeline();
    Instant now = rows.context().now();
    List<Group> oldest = new ArrayList<>();
    Map<String, Instant> present = new LinkedHashMap<>();
    Set<String> blank = new HashSet<>();
    List<Blank> blanks = new ArrayList<>();
    long[] counts = new long[3];
    rows.session()
        .query(
            question(rows, groups, filter),
            rows.context().timeout(),
            row -> {
              int first = groups.names().size() + 1;
              List<String> values = groups.values(row);
              Unplaced unplaced = new Unplaced(row.number(first + 1), row.number(first + 2));
              counts[1] += unplaced.inFuture();
              counts[2] += unplaced.withoutTime();
              if (row.isNull(first)) {
                blank.add(groups.name(values));
                if (blanks.size() < LIST) {
                  blanks.add(new Blank(values, unplaced));
                }
                return;
              }
              Group group = group(values, timeline.instant(row.number(first)), now, false);
              present.put(groups.name(values), group.newest());
              counts[0] += limits.brokenBy(group.age()) ? 1 : 0;
              if (oldest.size() < LIST) {
                oldest.add(group);
              }
            });
    return new GroupAges(
        counts[0], oldest, present, blank, blanks, new Unplaced(counts[1], counts[2]));
  }

  private static Group group(List<String> values, Instant newest, Instant now, boolean gone) {
    return new Group(values, newest, Durations.seconds(StalenessProbe.age(newest, now)), gone);
  }

  /** How many groups have rows. */
  int count() {
    return present.size() + blank.size();
  }

  /** A group whose rows were deleted is as old as it was. */
  GroupAges withGone(GroupsSeen seen, Groups groups, Instant now, Limits limits) {
    List<Group> all = new ArrayList<>(oldest);
    long more = 0;
    for (Map.Entry<String, Instant> gone : seen.gone(present).entrySet()) {
      Optional<List<String>> values =
          blank.contains(gone.getKey()) ? Optional.empty() : groups.parse(gone.getKey());
      if (values.isPresent()) {
        Group group = group(values.get(), gone.getValue(), now, true);
        more += limits.brokenBy(group.age()) ? 1 : 0;
        all.add(group);
      }
    }
    return new GroupAges(
        stale + more,
        all.stream().sorted(Comparator.comparing(Group::newest)).limit(LIST).toList(),
        present,
        blank,
        blanks,
        unplaced);
  }
}
