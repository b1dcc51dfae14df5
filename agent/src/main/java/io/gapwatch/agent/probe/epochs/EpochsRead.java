package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.TimeSpan;
import io.gapwatch.agent.probe.epochs.ParticipantTable.Counts;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that was read, and what it is of each group.
 *
 * @param from the first epoch of the window
 * @param groups those that sealed within what is remembered
 * @param gone groups that earlier runs saw and that have no row any more, and when the newest seal
 *     of each was made, UTC
 * @param all the seals in the window, also of the future
 * @param seals each of them once
 * @param memory what earlier runs saw of them
 * @param participation who took part; empty if nobody knows
 * @param participants of each seal, where the configuration names their table
 */
record EpochsRead(
    EpochsSettings settings,
    Instant now,
    SealTable table,
    Instant from,
    Map<String, SealTable.Extent> groups,
    Map<String, Instant> gone,
    List<Seal> all,
    List<Seal> seals,
    Memory memory,
    Optional<Counts> participation,
    Optional<Counts> participants) {

  /** The configured groups, or those that sealed or took part. */
  Set<String> expected() {
    Set<String> expected = new LinkedHashSet<>(settings.groups());
    if (expected.isEmpty()) {
      expected.addAll(groups.keySet());
      expected.addAll(gone.keySet());
      participation
          .filter(Counts::grouped)
          .ifPresent(
              counts ->
                  counts.rows().keySet().stream()
                      .map(ParticipantTable.Unit::group)
                      .filter(group -> !group.isEmpty())
                      .forEach(expected::add));
    }
    return expected;
  }

  /**
   * Of the window, and of each group in it, what is left up to the newest seal: nobody looks for
   * holes behind that, and those that were found there are no smaller without it.
   */
  Covered covered() {
    return Covered.rows(
        new TimeSpan(from, now),
        Stream.concat(
                Stream.of(Place.WHOLE.during(upToNewest(from, everybody()))),
                expected().stream()
                    .filter(group -> !place(group).equals(Place.WHOLE))
                    .map(group -> place(group).during(upToNewest(begin(group), view(group)))))
            .toList());
  }

  private TimeSpan upToNewest(Instant begin, GroupView view) {
    Instant end = view.newest().map(settings.grid()::end).orElse(begin).minusMillis(1);
    return new TimeSpan(begin, end.isBefore(begin) ? begin : end);
  }

  private Place place(String group) {
    return ParticipantTable.place(group, table.tellsGroups());
  }

  private Instant begin(String group) {
    return Optional.ofNullable(groups.get(group))
        .map(SealTable.Extent::first)
        .filter(first -> first.isAfter(from))
        .orElse(from);
  }

  /** The seals of epochs that have begun. */
  List<Seal> begun() {
    return seals.stream().filter(this::hasBegun).toList();
  }

  private boolean hasBegun(Seal seal) {
    return !seal.epoch().isAfter(now);
  }

  GroupView view(String group) {
    Predicate<Seal> own = seal -> seal.group().equals(group);
    return new GroupView(
        group,
        place(group),
        seals.stream().filter(own).filter(this::hasBegun).toList(),
        Optional.ofNullable(groups.get(group)),
        from,
        settings,
        now);
  }

  /** All groups as one, where the table of who took part does not tell them apart. */
  GroupView everybody() {
    return new GroupView(
        "",
        Place.WHOLE,
        begun(),
        groups.values().stream()
            .reduce(
                (a, b) ->
                    new SealTable.Extent(
                        a.first().isBefore(b.first()) ? a.first() : b.first(),
                        a.newest().isAfter(b.newest()) ? a.newest() : b.newest())),
        from,
        settings,
        now);
  }

  /** Whether two groups sealed the same channel in the same epoch. */
  boolean sharesChannels() {
    return seals.stream()
        .collect(
            Collectors.groupingBy(
                seal -> List.of(seal.epoch(), seal.channel()),
                Collectors.mapping(Seal::group, Collectors.toSet())))
        .values()
        .stream()
        .anyMatch(groups -> groups.size() > 1);
  }
}
