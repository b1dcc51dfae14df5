package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.probe.table.GroupAges.Group;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Times;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The age of the newest row of each group: one that fell silent is seen among those that go on. */
final class GroupsStaleness {
  private final TableSettings settings;
  private final Limits limits;

  /**
   * @param limits beyond which a newest row is not fresh
   */
  GroupsStaleness(TableSettings settings, Limits limits) {
    this.settings = settings;
    this.limits = limits;
  }

  Reading ask(StalenessProbe.Rows rows) {
    ProbeContext context = rows.context();
    Groups groups = new Groups(settings.by(), TimedTable.by(rows.relation(), settings));
    String filter = settings.filter();
    rows.session()
        .expect(
            context.timeout(), rows.questions(settings, GroupAges.question(rows, groups, filter)));
    GroupAges ages = GroupAges.read(rows, groups, filter, limits);
    if (ages.present().isEmpty()) {
      return StalenessProbe.nothing(rows, settings);
    }
    MixedUnits units =
        MixedUnits.read(
            rows.session(), rows.relation().name(), rows.timeline(), filter, context.timeout());
    GroupsSeen seen = GroupsSeen.remembered(context);
    Measured.Builder reading =
        reading(ages.withGone(seen, groups, context.now(), limits), groups, units, rows.timeline());
    seen.remember(reading, ages.present(), context.now());
    Set<String> parts = new HashSet<>(ages.present().keySet());
    parts.addAll(seen.newest().keySet());
    parts.addAll(ages.blank());
    return reading.covering(Covered.parts(parts)).build();
  }

  private Measured.Builder reading(
      GroupAges ages, Groups groups, MixedUnits units, Timeline timeline) {
    Group oldest = ages.oldest().get(0);
    Measured.Builder reading =
        Measured.saying(
                (oldest.gone()
                        ? "newest %s of %s is %s old, and all its rows are gone; %s left%s"
                        : "newest %s of %s is %s old, the oldest of %s%s")
                    .formatted(
                        settings.row().one(),
                        groups.name(oldest.values()),
                        text(oldest.age()),
                        Groups.WORDS.count(ages.count()),
                        ages.blank().isEmpty()
                            ? ""
                            : "; %,d without a time".formatted(ages.blank().size())))
            .value(StalenessCheck.AGE, oldest.age())
            .value(StalenessCheck.FUTURE, ages.unplaced().inFuture())
            .value(StalenessCheck.WITHOUT_TIME, ages.unplaced().withoutTime())
            .value(MixedUnits.METRIC, units.rows())
            .value(StalenessCheck.GROUPS, ages.count())
            .value(StalenessCheck.STALE_GROUPS, ages.stale())
            .fact("Groups", "%,d by %s".formatted(ages.count(), String.join(", ", groups.names())))
            .fact("Not fresh", notFresh(ages));
    ages.oldest().forEach(group -> reading.observe(age(group, groups)));
    if (ages.stale() > ages.oldest().size()) {
      reading.observe(further(ages));
    }
    ages.blanks().forEach(group -> reading.unmeasured(blank(group, groups, timeline)));
    if (ages.blank().size() > ages.blanks().size()) {
      reading.unmeasured(furtherBlanks(ages));
    }
    return reading
        .observe(ages.unplaced().observations(settings, timeline))
        .observe(units.observation(settings.table()))
        .complete(
            ages.stale() <= ages.oldest().size() && ages.blank().size() == ages.blanks().size());
  }

  private static String notFresh(GroupAges ages) {
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
            subject(group.values(), groups),
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

  private Observation further(GroupAges ages) {
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

  private Unmeasured blank(GroupAges.Blank group, Groups groups, Timeline timeline) {
    long future = group.rows().inFuture();
    boolean onlyFuture = future > 0 && group.rows().withoutTime() == 0;
    return new Unmeasured(
            subject(group.values(), groups),
            onlyFuture
                ? "it has no %s up to now, but %,d in the future"
                    .formatted(settings.row().many(), future)
                : "none of its %s has a time up to now".formatted(settings.row().many()),
            onlyFuture
                ? "check the clock of what writes this group, and that times are in UTC"
                    + timeline.ofAnotherClock()
                : "check that what writes this group fills the time, or leave it out with where")
        .part(groups.name(group.values()));
  }

  private Unmeasured furtherBlanks(GroupAges ages) {
    int more = ages.blank().size() - ages.blanks().size();
    return new Unmeasured(
        settings.table() + ": further groups without a time",
        "%s more without a %s that has a time up to now"
            .formatted(Groups.WORDS.count(more), settings.row().one()),
        "check that what writes the table fills the time");
  }

  private String subject(List<String> values, Groups groups) {
    return settings.table() + " " + groups.name(values) + ": newest row";
  }

  private static String text(double seconds) {
    return Durations.text(seconds);
  }
}
