package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The age of the newest row of each group: one that fell silent is seen among those that go on. */
final class GroupsStaleness {
  /** More than these are counted, not listed. */
  private static final int LIST = 20;

  private final TableSettings settings;
  private final Limits limits;

  /**
   * @param limits beyond which a newest row is not fresh
   */
  GroupsStaleness(TableSettings settings, Limits limits) {
    this.settings = settings;
    this.limits = limits;
  }

  /**
   * @param gone whether it has no rows any more; then the newest is one that an earlier run saw
   */
  private record Group(List<String> values, Instant newest, double age, boolean gone) {}

  /** What was seen of all groups, and those that are listed, the oldest first. */
  private record Ages(long stale, List<Group> oldest, Map<String, Instant> present) {}

  Reading ask(StalenessProbe.Rows rows) {
    Groups groups = new Groups(settings.by(), TimedTable.by(rows.relation(), settings));
    rows.session()
        .expect(rows.context().timeout(), rows.questions(question(rows, groups), settings));
    long inFuture = rows.inFuture(settings);
    Ages ages = ages(rows, groups);
    if (ages.present().isEmpty()) {
      return StalenessProbe.nothing(rows, inFuture, settings);
    }
    MixedUnits units =
        MixedUnits.read(
            rows.session(),
            rows.relation().name(),
            rows.timeline(),
            settings.filter(),
            rows.context().timeout());
    GroupsSeen seen = GroupsSeen.remembered(rows.context());
    Measured.Builder reading =
        reading(withGone(ages, seen, groups, rows.context().now()), groups, inFuture, units);
    seen.remember(reading, ages.present(), rows.context().now());
    Set<String> parts = new HashSet<>(ages.present().keySet());
    parts.addAll(seen.newest().keySet());
    return reading.covering(Covered.parts(parts)).build();
  }

  /** A group whose rows were deleted is as old as it was. */
  private Ages withGone(Ages ages, GroupsSeen seen, Groups groups, Instant now) {
    List<Group> all = new ArrayList<>(ages.oldest());
    long stale = ages.stale();
    for (Map.Entry<String, Instant> gone : seen.gone(ages.present()).entrySet()) {
      Optional<List<String>> values = groups.parse(gone.getKey());
      if (values.isPresent()) {
        double age = Duration.between(gone.getValue(), now).toMillis() / 1000.0;
        stale += limits.brokenBy(age) ? 1 : 0;
        all.add(new Group(values.get(), gone.getValue(), age, true));
      }
    }
    return new Ages(
        stale,
        all.stream().sorted(Comparator.comparing(Group::newest)).limit(LIST).toList(),
        ages.present());
  }

  private String question(StalenessProbe.Rows rows, Groups groups) {
    Timeline timeline = rows.timeline();
    return "SELECT %1$smax(%2$s) AS newest FROM %3$s WHERE %4$s AND %5$s GROUP BY %6$s ORDER BY newest, %6$s"
        .formatted(
            groups.select(),
            timeline.ticks(),
            rows.relation().name(),
            timeline.until(rows.context().now()),
            settings.filter(),
            groups.positionsAnd(0));
  }

  private Ages ages(StalenessProbe.Rows rows, Groups groups) {
    Timeline timeline = rows.timeline();
    List<Group> oldest = new ArrayList<>();
    Map<String, Instant> present = new LinkedHashMap<>();
    long[] stale = {0};
    rows.session()
        .query(
            question(rows, groups),
            rows.context().timeout(),
            row -> {
              Instant newest = timeline.instant(row.number(groups.names().size() + 1));
              double age = Duration.between(newest, rows.context().now()).toMillis() / 1000.0;
              present.put(groups.name(groups.values(row)), newest);
              stale[0] += limits.brokenBy(age) ? 1 : 0;
              if (oldest.size() < LIST) {
                oldest.add(new Group(groups.values(row), newest, age, false));
              }
            });
    return new Ages(stale[0], oldest, present);
  }

  private Measured.Builder reading(Ages ages, Groups groups, long inFuture, MixedUnits units) {
    Group oldest = ages.oldest().get(0);
    Measured.Builder reading =
        Measured.saying(
                "newest %s of %s is %s old, the oldest of %s"
                    .formatted(
                        settings.row().one(),
                        groups.name(oldest.values()),
                        text(oldest.age()),
                        Groups.WORDS.count(ages.present().size())))
            .value(StalenessCheck.AGE, oldest.age())
            .value(StalenessCheck.FUTURE, inFuture)
            .value(MixedUnits.METRIC, units.rows())
            .value(StalenessCheck.GROUPS, ages.present().size())
            .value(StalenessCheck.STALE_GROUPS, ages.stale())
            .fact(
                "Groups",
                "%,d by %s".formatted(ages.present().size(), String.join(", ", groups.names())))
            .fact("Not fresh", notFresh(ages));
    ages.oldest().forEach(group -> reading.observe(age(group, groups)));
    if (ages.stale() > ages.oldest().size()) {
      reading.observe(further(ages));
    }
    return reading
        .observe(StalenessProbe.future(inFuture, settings))
        .observe(units.observation(settings.table()))
        .complete(ages.stale() <= ages.oldest().size());
  }

  private static String notFresh(Ages ages) {
    long listed = Math.min(ages.stale(), ages.oldest().size());
    return "%,d%s"
        .formatted(
            ages.stale(),
            listed == ages.stale() ? "" : ", the oldest %,d are listed".formatted(listed));
  }

  private Observation age(Group group, Groups groups) {
    Map<String, Object> evidence = new LinkedHashMap<>();
    IntStream.range(0, group.values().size())
        .forEach(i -> evidence.put(groups.names().get(i), group.values().get(i)));
    evidence.put("newest", group.newest().toString());
    String age = text(group.age());
    return Observation.of(
            StalenessCheck.AGE,
            settings.table() + " " + groups.name(group.values()) + ": newest row",
            group.age(),
            age,
            group.gone()
                ? "all its rows are gone; it had one of " + Times.dateAndTime(group.newest())
                : age + " old",
            "check what writes this group; leave it out with where if it has ended")
        .with(evidence)
        .since(group.newest())
        .at(Place.of(groups.name(group.values())));
  }

  private Observation further(Ages ages) {
    long more = ages.stale() - ages.oldest().size();
    double age = ages.oldest().get(ages.oldest().size() - 1).age();
    return Observation.of(
        StalenessCheck.AGE,
        settings.table() + ": further groups",
        age,
        Long.toString(more),
        "%s more without a fresh %s".formatted(Groups.WORDS.count(more), settings.row().one()),
        "check what writes the table");
  }

  private static String text(double seconds) {
    return Durations.text(Duration.ofMillis(Math.round(seconds * 1000)));
  }
}
