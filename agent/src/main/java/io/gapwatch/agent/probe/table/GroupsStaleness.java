package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private record Group(List<String> values, Instant newest, double age) {}

  /** What was seen of all groups, and those that are listed, the oldest first. */
  private record Ages(long groups, long stale, List<Group> oldest, Set<String> names) {}

  Reading ask(StalenessProbe.Rows rows) {
    Groups groups = new Groups(settings.by(), TimedTable.by(rows.relation(), settings));
    rows.session()
        .expect(rows.context().timeout(), rows.questions(question(rows, groups), settings));
    long inFuture = rows.inFuture(settings);
    Ages ages = ages(rows, groups);
    if (ages.groups() == 0) {
      return StalenessProbe.nothing(rows, inFuture, settings);
    }
    MixedUnits units =
        MixedUnits.read(
            rows.session(),
            rows.relation().name(),
            rows.timeline(),
            settings.filter(),
            rows.context().timeout());
    return reading(ages, groups, inFuture, units);
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
    Set<String> names = new HashSet<>();
    long[] counts = {0, 0};
    rows.session()
        .query(
            question(rows, groups),
            rows.context().timeout(),
            row -> {
              Instant newest = timeline.instant(row.number(groups.names().size() + 1));
              double age = Duration.between(newest, rows.context().now()).toMillis() / 1000.0;
              names.add(groups.name(groups.values(row)));
              counts[0]++;
              counts[1] += limits.brokenBy(age) ? 1 : 0;
              if (oldest.size() < LIST) {
                oldest.add(new Group(groups.values(row), newest, age));
              }
            });
    return new Ages(counts[0], counts[1], oldest, names);
  }

  private Reading reading(Ages ages, Groups groups, long inFuture, MixedUnits units) {
    Group oldest = ages.oldest().get(0);
    Measured.Builder reading =
        Measured.saying(
                "newest %s of %s is %s old, the oldest of %s"
                    .formatted(
                        settings.row().one(),
                        groups.name(oldest.values()),
                        text(oldest.age()),
                        Groups.WORDS.count(ages.groups())))
            .value(StalenessCheck.AGE, oldest.age())
            .value(StalenessCheck.FUTURE, inFuture)
            .value(MixedUnits.METRIC, units.rows())
            .value(StalenessCheck.GROUPS, ages.groups())
            .value(StalenessCheck.STALE_GROUPS, ages.stale())
            .fact("Groups", "%,d by %s".formatted(ages.groups(), String.join(", ", groups.names())))
            .fact("Not fresh", notFresh(ages));
    ages.oldest().forEach(group -> reading.observe(age(group, groups)));
    if (ages.stale() > ages.oldest().size()) {
      reading.observe(further(ages));
    }
    return reading
        .observe(StalenessProbe.future(inFuture, settings))
        .observe(units.observation(settings.table()))
        .covering(Covered.parts(ages.names()))
        .complete(ages.stale() <= ages.oldest().size())
        .build();
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
            age + " old",
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
