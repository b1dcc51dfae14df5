package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.probe.epochs.ParticipantTable.Counts;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said of one group. */
final class GroupReport {
  private static final int RECENT = 3;
  private static final int NAMED = 5;

  static final String INCOMPLETE = "incomplete epochs";

  private static final String NEWEST = "newest epoch";
  private static final String TIME_OF_SEAL = "time of the seal";
  private static final String MISSING = "missing epochs";
  private static final String EMPTY = "zero participants";
  private static final String EMPTY_RECENT = "zero participants in recent epochs";

  private final GroupView view;
  private final Measured.Builder reading;
  private final GroupReading group;

  GroupReport(GroupReading group) {
    this.view = group.view();
    this.reading = group.reading();
    this.group = group;
  }

  /** {@code the newest epoch of milo}. */
  private String theNewest() {
    return "the newest epoch" + (view.group().isEmpty() ? "" : " of " + view.group());
  }

  /** Its newest epoch, and how old that seal is. */
  void newest(Optional<Counts> participants) {
    Instant newest = view.newest().orElseThrow();
    Duration age = view.age().orElseThrow();
    String epoch = Times.dateAndTime(newest);
    String sealed =
        view.sealedAt()
            .map(at -> "sealed " + GroupView.ago(Duration.between(at, view.now())))
            .orElse(
                newest.isBefore(view.from()) ? "not in the window" : "time of its seal not told");
    List<Seal> seals = view.newestSeals();
    reading
        .fact(
            view.group().isEmpty() ? "Newest epoch" : "Newest epoch of " + view.group(),
            "%d (%s), %s%s%s"
                .formatted(
                    newest.getEpochSecond(),
                    epoch,
                    sealed,
                    seals.isEmpty() ? "" : ", " + Numbers.count(seals.size(), "channel"),
                    participants
                        .filter(all -> !seals.isEmpty())
                        .map(all -> ", %,d participants".formatted(sum(all, seals)))
                        .orElse("")))
        .value(EpochsCheck.AGE, view.group(), Durations.seconds(age))
        .value(EpochsCheck.BEHIND, view.group(), view.behind());
    view.lag()
        .ifPresent(lag -> reading.value(EpochsCheck.LAG, view.group(), Durations.seconds(lag)));
    if (view.tellsNoSeal()) {
      unsealed();
    }
    group.observe(
        Found.of(
            EpochsCheck.AGE,
            NEWEST,
            Durations.seconds(age),
            Durations.text(age),
            "%s is that of %s, sealed %s%s"
                .formatted(
                    theNewest(),
                    epoch,
                    GroupView.ago(age),
                    view.behind() == 0
                        ? ""
                        : "; %s should follow".formatted(Numbers.count(view.behind(), "epoch"))),
            newest.getEpochSecond()));
  }

  /** A row that is there tells no seal: it may be written when its epoch begins. */
  private void unsealed() {
    String column = view.settings().columns().sealedAt();
    reading.unmeasured(
        new Unmeasured(
                group.subject(TIME_OF_SEAL),
                "no seal%s of the last %s has a time in %s"
                    .formatted(
                        view.group().isEmpty() ? "" : " of " + view.group(),
                        Durations.text(view.settings().window()),
                        column),
                "check that what seals fills this column, or name another one in sealedAt")
            .at(view.place())
            .hiding(
                Stream.of(NEWEST, MISSING, INCOMPLETE)
                    .map(group::subject)
                    .collect(Collectors.toSet())));
  }

  private static long sum(Counts participants, List<Seal> seals) {
    return seals.stream().mapToLong(participants::of).sum();
  }

  /** A group that is expected, or took part, and has no seal at all. */
  void never(Instant since, String why) {
    Duration age = Duration.between(since, view.now());
    reading
        .fact("Newest epoch of " + view.group(), "none: " + why)
        .value(EpochsCheck.AGE, view.group(), Durations.seconds(age));
    group.observe(
        Found.of(
            EpochsCheck.AGE,
            NEWEST,
            Durations.seconds(age),
            "none",
            "no seal at all%s: %s"
                .formatted(view.group().isEmpty() ? "" : " of " + view.group(), why),
            "none"));
  }

  /** A group without any seal; what was wrong with those that it had is not put right by that. */
  void nothingToLookAt() {
    Stream.of(TIME_OF_SEAL, MISSING, INCOMPLETE, EMPTY, EMPTY_RECENT, ParticipantDrop.SUBJECT)
        .forEach(what -> reading.untold(group.subject(what)));
  }

  /** The epochs that it left out; told by the grid alone. */
  void missing() {
    List<Instant> missing = view.missing();
    reading.value(EpochsCheck.MISSING, view.group(), missing.size());
    group.observe(
        Found.count(
                EpochsCheck.MISSING,
                MISSING,
                missing.size(),
                "%s not sealed between others: %s"
                    .formatted(
                        Numbers.count(missing.size(), "epoch"),
                        named(missing.stream().map(Times::dateAndTime).toList())),
                missing.stream().map(Instant::getEpochSecond).toList())
            .in(missing));
  }

  /** Seals that are gone are told, whatever came late. */
  void seen(SeenSeals seals) {
    if (view.tellsNoSeal()) {
      return;
    }
    List<Instant> gone = seals.count(group);
    if (!gone.isEmpty()) {
      reading.fact(
          group.subject("Gone"),
          "seals of %s that an earlier run saw: %s"
              .formatted(
                  Numbers.count(gone.size(), "epoch"),
                  named(gone.stream().map(Times::dateAndTime).toList())));
    }
  }

  /** What was wrong is right when that is seen, and not when it is gone. */
  private void look(
      Unproven before,
      List<ParticipantTable.Unit> wrong,
      Predicate<ParticipantTable.Unit> right,
      List<String> needed) {
    List<ParticipantTable.Unit> gone = before.look(view.group(), wrong, right);
    if (!gone.isEmpty()) {
      reading.fact(
          group.subject("Not put right"),
          "%s: what told so is gone: %s".formatted(needed.get(0), names(gone)));
    }
    if (!gone.isEmpty() || before.hadMore(view.group())) {
      needed.forEach(subject -> reading.untold(group.subject(subject)));
    }
  }

  /** The channels that it left out; told by who took part. */
  void incomplete(Counts participation, Unproven before) {
    List<ParticipantTable.Unit> unsealed = view.unsealed(participation);
    look(before, unsealed, view::isSealed, List.of(INCOMPLETE));
    reading.value(EpochsCheck.INCOMPLETE, view.group(), unsealed.size());
    group.observe(
        Found.count(
                EpochsCheck.INCOMPLETE,
                INCOMPLETE,
                unsealed.size(),
                "%s took part and %s no seal: %s"
                    .formatted(
                        Numbers.count(unsealed.size(), "channel"),
                        unsealed.size() == 1 ? "has" : "have",
                        names(unsealed)),
                unsealed.stream().limit(100).map(ParticipantTable.Unit::toString).toList())
            .in(unsealed.stream().map(ParticipantTable.Unit::epoch).toList()));
  }

  /** Whose participants they are is not told: none of its seals is known to be empty, or filled. */
  void shared() {
    reading.unmeasured(
        new Unmeasured(
                group.subject(ParticipantDrop.SUBJECT),
                "groups share channels, and the table of participants does not tell them apart",
                "name its column of groups in participants, or leave participants out")
            .at(view.place())
            .hiding(
                Stream.of(EMPTY, EMPTY_RECENT).map(group::subject).collect(Collectors.toSet())));
  }

  /** Seals that nobody took part in: the seal was written, and who took part was lost. */
  void empty(Counts participants, Unproven before) {
    List<Seal> empty = view.empty(participants);
    reading.value(EpochsCheck.EMPTY, view.group(), empty.size());
    List<ParticipantTable.Unit> units =
        empty.stream()
            .map(seal -> new ParticipantTable.Unit(seal.epoch(), seal.channel(), seal.group()))
            .toList();
    look(before, units, unit -> view.isFilled(unit, participants), List.of(EMPTY, EMPTY_RECENT));
    String names = names(units);
    group.observe(
        Found.count(
                EpochsCheck.EMPTY,
                EMPTY,
                empty.size(),
                "%s without participants: %s".formatted(Numbers.count(empty.size(), "seal"), names),
                names)
            .in(empty.stream().map(Seal::epoch).toList()));
    view.emptyRecent(participants, RECENT)
        .ifPresentOrElse(this::emptyRecent, () -> reading.untold(group.subject(EMPTY_RECENT)));
  }

  private void emptyRecent(double recent) {
    reading.value(EpochsCheck.EMPTY_RECENT, view.group(), recent);
    group.observe(
        Found.of(
            EpochsCheck.EMPTY_RECENT,
            EMPTY_RECENT,
            recent,
            Unit.PERCENT.text(recent),
            "%s of the seals of the last %d epochs have no participants"
                .formatted(Unit.PERCENT.text(recent), RECENT),
            recent));
  }

  private static String names(List<ParticipantTable.Unit> units) {
    return named(
        units.stream()
            .map(unit -> unit.channel() + " in " + Times.dateAndTime(unit.epoch()))
            .toList());
  }

  private static String named(List<String> all) {
    String shown = all.stream().limit(NAMED).collect(Collectors.joining(", "));
    return all.size() <= NAMED ? shown : shown + " and %,d more".formatted(all.size() - NAMED);
  }
}
