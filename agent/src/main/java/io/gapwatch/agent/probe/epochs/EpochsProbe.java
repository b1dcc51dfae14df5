package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.epochs.ParticipantTable.Counts;
import io.gapwatch.agent.probe.epochs.ParticipantTable.Timed;
import io.gapwatch.agent.probe.table.TimeColumn;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the seals of a window, and looks at each group apart. */
final class EpochsProbe implements Probe {
  private final EpochsSettings settings;
  private final Judged judged;

  /** Whether not to know something is unknown, because a limit needs it. */
  record Judged(boolean drop, boolean backlog) {}

  EpochsProbe(EpochsSettings settings, Judged judged) {
    this.settings = settings;
    this.judged = judged;
  }

  @Override
  public Reading ask(ProbeContext context) {
    SqlSession session = context.session(SqlSession.class);
    session.expect(context.timeout(), units(session));
    SealTable table = new SealTable(settings, session, context.timeout());
    Optional<Timed> participation = settings.participation().map(side -> timed(side, context));
    Optional<Timed> participants = settings.participants().map(side -> timed(side, context));
    Instant from = settings.grid().floor(context.now().minus(settings.window()));
    Instant remembered = context.now().minus(settings.remember());
    session.expect(
        context.timeout(),
        Stream.concat(
                table.questions(remembered, from, context.now()).stream(),
                Stream.concat(
                    participation.map(side -> side.question(session, from)).stream(),
                    participants.map(side -> side.question(session, from)).stream()))
            .toList());
    Map<String, SealTable.Extent> groups = table.groups(Optional.of(remembered), context.now());
    if (groups.isEmpty()) {
      groups = table.groups(Optional.empty(), context.now());
    }
    if (groups.isEmpty()) {
      return table.nothing();
    }
    List<Seal> seals = table.since(from);
    return reading(
        new EpochsRead(
            settings,
            context.now(),
            table,
            from,
            groups,
            gone(groups.keySet(), remembered, context),
            seals,
            Seal.once(seals),
            Memory.of(settings, context, from),
            participation
                .map(side -> side.count(session, from, context.timeout()).upTo(context.now()))
                .filter(counts -> counts.reach(from)),
            participants.map(side -> side.count(session, from, context.timeout()))),
        session,
        context);
  }

  /** Those without a name are none: what was added to them later may have given them one. */
  private static Map<String, Instant> gone(
      Set<String> present, Instant remembered, ProbeContext context) {
    Set<String> sealed = context.newest(EpochsCheck.BEHIND, remembered).keySet();
    Map<String, Instant> gone = new TreeMap<>();
    context
        .newest(EpochsCheck.AGE, remembered)
        .forEach(
            (group, age) -> {
              Instant newest = age.at().minusMillis(Math.round(age.value() * 1000));
              if (sealed.contains(group)
                  && !group.isEmpty()
                  && !present.contains(group)
                  && newest.isAfter(remembered)) {
                gone.put(group, newest);
              }
            });
    return gone;
  }

  private Timed timed(ParticipantTable side, ProbeContext context) {
    return side.timed(context.session(SqlSession.class), settings.unit(), context.timeout());
  }

  /** What tells the units of the times of all tables. */
  private List<String> units(SqlSession session) {
    Stream<Optional<String>> beside =
        Stream.concat(settings.participation().stream(), settings.participants().stream())
            .map(side -> TimeColumn.question(session, side.table(), side.epoch(), settings.unit()));
    return Stream.concat(
            Stream.of(
                TimeColumn.question(
                    session, settings.table(), settings.columns().epoch(), settings.unit())),
            beside)
        .flatMap(Optional::stream)
        .toList();
  }

  private Reading reading(EpochsRead read, SqlSession session, ProbeContext context) {
    Instant now = context.now();
    Set<String> expected = read.expected();
    Measured.Builder reading =
        Measured.saying(summary(read, expected, now)).fact("Database", session.answeredBy());
    for (String group : expected) {
      report(read.view(group), read, reading);
    }
    settings.participation().ifPresent(side -> new WhoTookPart(read, side.table()).addTo(reading));
    read.memory().empty().write(reading);
    read.memory().incomplete().write(reading);
    new OddSeals(read.all(), read.seals().size(), read.table().timeless(), settings.grid())
        .addTo(reading, now);
    new Backlog(read.table(), settings.table(), judged.backlog()).addTo(reading, context);
    addClock(reading, now);
    return reading
        .value(EpochsCheck.SEALS, read.all().size())
        .detail("recent", Recent.of(read.begun(), read.participants()))
        .covering(read.covered())
        .build();
  }

  private void report(GroupView view, EpochsRead read, Measured.Builder reading) {
    GroupReading group = new GroupReading(view, reading);
    GroupReport report = new GroupReport(group);
    if (view.extent().isEmpty()) {
      report.nothingToLookAt();
      never(view, read, report);
      return;
    }
    report.newest(read.participants());
    report.seen(read.memory().seals());
    read.participation()
        .filter(Counts::grouped)
        .ifPresent(counts -> report.incomplete(counts, read.memory().incomplete()));
    if (read.participation().isEmpty()) {
      report.missing();
    }
    if (read.participants().isPresent()) {
      Counts participants = read.participants().get();
      if (!participants.grouped() && read.sharesChannels()) {
        report.shared();
      } else {
        report.empty(participants, read.memory().empty());
        new ParticipantDrop(group, read.memory().most(), judged.drop()).add(participants);
      }
    }
  }

  /** A group that took part in no epoch that is due need not have sealed one. */
  private void never(GroupView view, EpochsRead read, GroupReport report) {
    Instant newest = read.gone().get(view.group());
    if (newest != null) {
      report.never(newest, "its rows are gone, the newest was of " + Times.dateAndTime(newest));
      return;
    }
    if (settings.groups().contains(view.group())) {
      report.never(
          view.now().minus(settings.remember()),
          "in the last " + Durations.text(settings.remember()));
      return;
    }
    read.participation().stream()
        .flatMap(view::tookPart)
        .map(ParticipantTable.Unit::epoch)
        .filter(epoch -> !epoch.isAfter(view.due()))
        .min(Instant::compareTo)
        .ifPresent(
            epoch ->
                report.never(
                    settings.grid().end(epoch), "it took part since " + Times.dateAndTime(epoch)));
  }

  private void addClock(Measured.Builder reading, Instant now) {
    Instant current = settings.grid().floor(now);
    Instant end = settings.grid().end(current);
    reading.fact(
        "Current epoch",
        "%d, ends at %s in %s"
            .formatted(
                current.getEpochSecond(),
                Times.time(end, now),
                Durations.text(Duration.between(now, end))));
    reading
        .fact(
            "Next epoch",
            "%d, sealed after its end at %s"
                .formatted(end.getEpochSecond(), Times.time(settings.grid().end(end), now)))
        .detail("currentEpoch", current.getEpochSecond())
        .detail("nextEpoch", end.getEpochSecond())
        .detail("minutesLeft", Duration.between(now, end).toMinutes());
  }

  private String summary(EpochsRead read, Set<String> expected, Instant now) {
    return expected.stream()
        .map(
            group -> {
              GroupView view = read.view(group);
              String newest =
                  view.newest()
                      .map(
                          epoch ->
                              "newest epoch %s, sealed %s"
                                  .formatted(
                                      Times.time(epoch, now),
                                      GroupView.ago(view.age().orElseThrow())))
                      .orElse("no seal");
              String name = group.isEmpty() && expected.size() > 1 ? "without a group" : group;
              return name.isEmpty() ? newest : name + " " + newest;
            })
        .collect(Collectors.joining("; "));
  }
}
