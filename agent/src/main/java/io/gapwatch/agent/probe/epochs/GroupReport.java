package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.TimeSpan;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.probe.epochs.ParticipantTable.Counts;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said of one group. */
final class GroupReport {
  private static final int RECENT = 3;
  private static final int NAMED = 5;

  /** Beyond so many deviations a number does not get by itself (Iglewicz and Hoaglin 1993). */
  private static final double DEVIATIONS = 3.5;

  private static final String MISSING = "missing epochs";
  private static final String INCOMPLETE = "incomplete epochs";
  private static final String EMPTY = "zero participants";
  private static final String EMPTY_RECENT = "zero participants in recent epochs";

  private final GroupView view;
  private final Measured.Builder reading;

  GroupReport(GroupView view, Measured.Builder reading) {
    this.view = view;
    this.reading = reading;
  }

  private String subject(String what) {
    return view.group().isEmpty() ? what : view.group() + ": " + what;
  }

  private void observe(
      Metric metric, String what, double value, String observed, String summary, Object evidence) {
    observe(metric, what, value, observed, summary, evidence, List.of());
  }

  /**
   * What is found in some epochs.
   *
   * @param epochs once they have left the window, nobody looks at them any longer
   */
  private void observe(
      Metric metric,
      String what,
      double value,
      String observed,
      String summary,
      Object evidence,
      List<Instant> epochs) {
    Place group = Place.of(view.group());
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("group", view.group());
    view.sealer().ifPresent(name -> found.put("process", name));
    found.put(what.replace(' ', '_'), evidence);
    reading.observe(
        Observation.of(metric, subject(what), value, observed, summary, remedy())
            .at(TimeSpan.of(epochs).map(group::during).orElse(group))
            .with(found));
  }

  private String remedy() {
    return "look at the log of what seals %s(pm2 logs %s --lines 100 --nostream): has it crashed, may it write, does data arrive"
        .formatted(view.group().isEmpty() ? "" : view.group() + " ", view.sealer().orElse("NAME"));
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
    observe(
        EpochsCheck.AGE,
        "newest epoch",
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
        newest.getEpochSecond());
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
    observe(
        EpochsCheck.AGE,
        "newest epoch",
        Durations.seconds(age),
        "none",
        "no seal at all%s: %s".formatted(view.group().isEmpty() ? "" : " of " + view.group(), why),
        "none");
  }

  /** A group without any seal; what was wrong with those that it had is not put right by that. */
  void nothingToLookAt() {
    Stream.of(MISSING, INCOMPLETE, EMPTY, EMPTY_RECENT, "participants")
        .forEach(what -> reading.untold(subject(what)));
  }

  /** The epochs that it left out; told by the grid alone. */
  void missing() {
    List<Instant> missing = view.missing();
    reading.value(EpochsCheck.MISSING, view.group(), missing.size());
    observe(
        EpochsCheck.MISSING,
        MISSING,
        missing.size(),
        Integer.toString(missing.size()),
        "%s not sealed between others: %s"
            .formatted(
                Numbers.count(missing.size(), "epoch"),
                named(missing.stream().map(Times::dateAndTime).toList())),
        missing.stream().map(Instant::getEpochSecond).toList(),
        missing);
  }

  /** The channels that it left out; told by who took part. */
  void incomplete(Counts participation) {
    List<ParticipantTable.Unit> unsealed = view.unsealed(participation);
    reading.value(EpochsCheck.INCOMPLETE, view.group(), unsealed.size());
    observe(
        EpochsCheck.INCOMPLETE,
        INCOMPLETE,
        unsealed.size(),
        Integer.toString(unsealed.size()),
        "%s took part and %s no seal: %s"
            .formatted(
                Numbers.count(unsealed.size(), "channel"),
                unsealed.size() == 1 ? "has" : "have",
                named(
                    unsealed.stream()
                        .map(unit -> unit.channel() + " in " + Times.dateAndTime(unit.epoch()))
                        .toList())),
        unsealed.stream().limit(100).map(ParticipantTable.Unit::toString).toList(),
        unsealed.stream().map(ParticipantTable.Unit::epoch).toList());
  }

  /** Seals that nobody took part in: the seal was written, and who took part was lost. */
  void empty(Counts participants) {
    List<Seal> empty = view.empty(participants);
    double recent = view.emptyRecent(participants, RECENT).orElse(0.0);
    reading
        .value(EpochsCheck.EMPTY, view.group(), empty.size())
        .value(EpochsCheck.EMPTY_RECENT, view.group(), recent);
    String names =
        named(
            empty.stream()
                .map(seal -> seal.channel() + " in " + Times.dateAndTime(seal.epoch()))
                .toList());
    observe(
        EpochsCheck.EMPTY,
        EMPTY,
        empty.size(),
        Integer.toString(empty.size()),
        "%s without participants: %s".formatted(Numbers.count(empty.size(), "seal"), names),
        names,
        empty.stream().map(Seal::epoch).toList());
    observe(
        EpochsCheck.EMPTY_RECENT,
        EMPTY_RECENT,
        recent,
        Unit.PERCENT.text(recent),
        "%s of the seals of the last %d epochs have no participants"
            .formatted(Unit.PERCENT.text(recent), RECENT),
        recent);
  }

  /**
   * The newest epoch that is due against those before.
   *
   * @param judged whether not to know it is unknown
   */
  void drop(Counts participants, boolean judged) {
    TreeMap<Instant, Double> totals = view.totals(participants);
    if (totals.isEmpty()) {
      reading.untold(subject("participants"));
      return;
    }
    Instant tested = totals.lastKey();
    double value = totals.lastEntry().getValue();
    reading.value(EpochsCheck.PARTICIPANTS, view.group(), (long) value);
    List<Double> earlier = List.copyOf(totals.headMap(tested).values());
    Optional<Baseline> baseline = Baseline.of(earlier, view.settings().samples());
    if (baseline.isEmpty()) {
      if (judged) {
        reading.unmeasured(
            new Unmeasured(
                    subject("participants"),
                    "a drop is not known from %s; %d are needed"
                        .formatted(
                            Numbers.count(earlier.size(), "earlier epoch"),
                            view.settings().samples()),
                    "wait for more epochs, or lower samples")
                .at(Place.of(view.group()))
                .settlingAt(known(tested, earlier.size())));
      }
      return;
    }
    double drop = baseline.get().drop(value);
    reading.value(EpochsCheck.DROP, view.group(), drop);
    if (baseline.get().standsOut(value, DEVIATIONS)) {
      observe(
          EpochsCheck.DROP,
          "participants",
          drop,
          Unit.PERCENT.text(drop),
          "%,.0f participants in %s, %s below the median of %,.0f"
              .formatted(
                  value,
                  Times.dateAndTime(tested),
                  Unit.PERCENT.text(drop),
                  baseline.get().median()),
          tested.getEpochSecond());
    }
  }

  /** When enough epochs will be there, if each is sealed. */
  private Instant known(Instant tested, int have) {
    Duration every = view.settings().grid().every();
    return tested
        .plus(every.multipliedBy(view.settings().samples() - have + 1))
        .plus(view.settings().lag());
  }

  private static String named(List<String> all) {
    String shown = all.stream().limit(NAMED).collect(Collectors.joining(", "));
    return all.size() <= NAMED ? shown : shown + " and %,d more".formatted(all.size() - NAMED);
  }
}
