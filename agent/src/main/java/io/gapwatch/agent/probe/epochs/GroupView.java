package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.epochs.ParticipantTable.Counts;
import io.gapwatch.agent.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The seals of one group, judged against the grid. No other group is in it, so that none can hide
 * this one.
 *
 * @param place which of several groups it is; all, where the table has no groups
 * @param seals those in the window, of epochs that have begun
 * @param extent its first and its newest epoch; empty if it never sealed
 * @param from the first epoch of the window
 */
record GroupView(
    String group,
    Place place,
    List<Seal> seals,
    Optional<SealTable.Extent> extent,
    Instant from,
    EpochsSettings settings,
    Instant now) {
  GroupView {
    seals = List.copyOf(seals);
  }

  /** What is said of it: {@code milo: missing epochs}. */
  String subject(String what) {
    return group.isEmpty() ? what : group + ": " + what;
  }

  private Grid grid() {
    return settings.grid();
  }

  /** The PM2 app that seals it, if the configuration names it. */
  Optional<String> sealer() {
    return Optional.ofNullable(settings.sealers().getOrDefault(group, settings.sealers().get("*")));
  }

  Instant due() {
    return grid().due(now, settings.lag());
  }

  /**
   * The newest epoch with a seal. A row without the time of its seal is none where others have it.
   */
  Optional<Instant> newest() {
    return extent.map(
        known ->
            seals.stream()
                .filter(seal -> seal.sealedAt().isPresent())
                .map(Seal::epoch)
                .max(Comparator.naturalOrder())
                .map(grid()::floor)
                .orElse(grid().floor(known.newest())));
  }

  /** Whether there are rows in the window and none of them has the time of its seal. */
  boolean tellsNoSeal() {
    return !seals.isEmpty() && seals.stream().allMatch(seal -> seal.sealedAt().isEmpty());
  }

  /** The rows that are seals: those with the time of it, or all of them where none has one. */
  List<Seal> made() {
    return tellsNoSeal()
        ? seals
        : seals.stream().filter(seal -> seal.sealedAt().isPresent()).toList();
  }

  /** Those of epochs that have ended: a row may be written when its epoch begins. */
  private Stream<Seal> ended() {
    return made().stream().filter(seal -> !grid().end(grid().floor(seal.epoch())).isAfter(now));
  }

  private List<Seal> of(Instant epoch) {
    return made().stream().filter(seal -> grid().floor(seal.epoch()).equals(epoch)).toList();
  }

  List<Seal> newestSeals() {
    return newest().map(this::of).orElse(List.of());
  }

  /** When its newest epoch was sealed first; empty if that is not told. */
  Optional<Instant> sealedAt() {
    return newestSeals().stream()
        .flatMap(seal -> seal.sealedAt().stream())
        .min(Comparator.naturalOrder());
  }

  /** {@code 48m ago}; of a clock that is ahead, {@code 12m in the future}. */
  static String ago(Duration age) {
    return age.isNegative()
        ? Durations.text(age.negated()) + " in the future"
        : Durations.text(age) + " ago";
  }

  /**
   * How long ago that was. A seal much later than its epoch is one that was made anew; it counts as
   * made in time, so that it cannot hide that newer epochs are missing.
   */
  Optional<Duration> age() {
    return newest()
        .map(
            epoch -> {
              Instant latest = grid().end(epoch).plus(settings.lag());
              Instant sealed = sealedAt().orElse(grid().end(epoch));
              return Duration.between(sealed.isAfter(latest) ? latest : sealed, now);
            });
  }

  Optional<Duration> lag() {
    return newest().flatMap(epoch -> sealedAt().map(at -> Duration.between(grid().end(epoch), at)));
  }

  /** How many epochs should be sealed after the newest one. */
  long behind() {
    return newest().map(epoch -> grid().after(epoch, due())).orElse(0L);
  }

  /** The epochs without any seal, between its first one in the window and its newest. */
  List<Instant> missing() {
    List<Instant> missing = new ArrayList<>();
    if (extent.isPresent()) {
      Instant epoch = first();
      for (; epoch.isBefore(newest().orElseThrow()); epoch = grid().end(epoch)) {
        if (of(epoch).isEmpty()) {
          missing.add(epoch);
        }
      }
    }
    return missing;
  }

  /** The first epoch of the window that has others before it, or a seal. */
  private Instant first() {
    if (extent.orElseThrow().first().isBefore(from)) {
      return from;
    }
    return made().stream()
        .map(Seal::epoch)
        .min(Comparator.naturalOrder())
        .map(grid()::floor)
        .orElse(from);
  }

  /** The seals of whom nobody took part. */
  List<Seal> empty(Counts participants) {
    return ended().filter(seal -> participants.of(seal) == 0).toList();
  }

  /** Whether a channel has a seal with participants in an epoch. */
  boolean isFilled(ParticipantTable.Unit unit, Counts participants) {
    return of(unit.epoch()).stream()
        .filter(seal -> seal.channel().equals(unit.channel()))
        .anyMatch(seal -> participants.of(seal) > 0);
  }

  /** Whether a channel has a seal in an epoch, with its time. */
  boolean isSealed(ParticipantTable.Unit unit) {
    return of(unit.epoch()).stream()
        .filter(seal -> seal.sealedAt().isPresent())
        .anyMatch(seal -> seal.channel().equals(unit.channel()));
  }

  /** The share of such seals in the last epochs, in hundredths; empty if there are no seals. */
  Optional<Double> emptyRecent(Counts participants, long epochs) {
    List<Instant> last =
        ended()
            .map(Seal::epoch)
            .distinct()
            .sorted(Comparator.reverseOrder())
            .limit(epochs)
            .toList();
    List<Seal> recent = ended().filter(seal -> last.contains(seal.epoch())).toList();
    long none = recent.stream().filter(seal -> participants.of(seal) == 0).count();
    return recent.isEmpty() ? Optional.empty() : Optional.of(100.0 * none / recent.size());
  }

  /** The participants of each epoch that is due, oldest first: younger ones need not be whole. */
  TreeMap<Instant, Double> totals(Counts participants) {
    return made().stream()
        .filter(seal -> !seal.epoch().isAfter(due()))
        .collect(
            Collectors.groupingBy(
                seal -> grid().floor(seal.epoch()),
                TreeMap::new,
                Collectors.summingDouble(seal -> (double) participants.of(seal))));
  }

  /** Who took part in epochs that the group has sealed by now, and has no seal. */
  List<ParticipantTable.Unit> unsealed(Counts participation) {
    Map<Instant, List<String>> sealed =
        made().stream()
            .collect(
                Collectors.groupingBy(
                    seal -> grid().floor(seal.epoch()),
                    Collectors.mapping(Seal::channel, Collectors.toList())));
    Instant until = newest().filter(epoch -> epoch.isBefore(due())).orElse(due());
    return tookPart(participation)
        .filter(unit -> newest().isPresent() && !grid().floor(unit.epoch()).isAfter(until))
        .filter(unit -> !grid().floor(unit.epoch()).isBefore(from))
        .filter(
            unit ->
                !sealed
                    .getOrDefault(grid().floor(unit.epoch()), List.of())
                    .contains(unit.channel()))
        .sorted(
            Comparator.comparing(ParticipantTable.Unit::epoch)
                .thenComparing(ParticipantTable.Unit::channel))
        .toList();
  }

  Stream<ParticipantTable.Unit> tookPart(Counts participation) {
    return participation.rows().keySet().stream()
        .filter(unit -> !participation.grouped() || unit.group().equals(group));
  }
}
