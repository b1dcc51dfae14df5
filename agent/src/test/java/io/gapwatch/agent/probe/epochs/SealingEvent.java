package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.probe.epochs.SealedHours.Row;
import io.gapwatch.agent.probe.epochs.SealedHours.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happens to the rows of what seals before a run.
 *
 * @param group empty for both
 * @param channel empty for both
 * @param back how many hours ago it begins
 * @param hours how many it is done to
 * @param minutes since the run before
 */
record SealingEvent(Deed deed, String group, String channel, int back, int hours, int minutes) {
  /** What. */
  enum Deed {
    NOTHING,
    DELETE,
    RESTORE,
    RENAME,
    RENAME_BACK,
    DUPLICATE,
    SEAL_ANEW,
    COME_LATE,
    REPLACE,
    THIN_OUT,
    FORGET_TIME,
    TELL_TIME,
    DELETE_PARTICIPATION,
    RESTORE_PARTICIPATION,
    DELETE_PARTICIPANTS,
    RESTORE_PARTICIPANTS,
    DIE,
    REVIVE
  }

  private boolean touches(Unit unit, Instant now) {
    long ago = Duration.between(unit.epoch(), now).toHours();
    return (group.isEmpty() || unit.group().equals(group))
        && (channel.isEmpty() || unit.channel().equals(channel))
        && ago <= back
        && ago > back - hours;
  }

  void happen(SealedHours hours) {
    List<Unit> sealedRows =
        hours.seals.keySet().stream().filter(unit -> touches(unit, hours.now())).toList();
    switch (deed) {
      case NOTHING -> {}
      case DELETE ->
          sealedRows.forEach(unit -> hours.deletedSeals.put(unit, hours.seals.remove(unit)));
      case RESTORE -> {
        hours.seals.putAll(hours.deletedSeals);
        hours.deletedSeals.clear();
      }
      case RENAME -> sealedRows.forEach(unit -> rename(hours, unit, unit.group() + "2"));
      case RENAME_BACK ->
          List.copyOf(hours.seals.keySet()).stream()
              .filter(unit -> unit.group().endsWith("2"))
              .forEach(unit -> rename(hours, unit, unit.group().replace("2", "")));
      case DUPLICATE ->
          sealedRows.forEach(
              unit -> hours.seals.compute(unit, (any, row) -> new Row(row.sealedAt(), 2)));
      case SEAL_ANEW ->
          sealedRows.forEach(
              unit ->
                  hours.seals.computeIfPresent(
                      unit,
                      (any, row) ->
                          new Row(row.sealedAt().map(before -> hours.now()), row.copies())));
      case COME_LATE -> sealedRows.forEach(unit -> comeLate(hours, unit));
      case REPLACE ->
          sealedRows.forEach(
              unit -> {
                comeLate(hours, unit);
                hours.deletedSeals.put(unit, hours.seals.remove(unit));
                if (hours.tookPart.remove(unit)) {
                  hours.deletedPart.add(unit);
                }
              });
      case THIN_OUT ->
          sealedRows.forEach(unit -> hours.participants.computeIfPresent(unit, (any, many) -> 1));
      case FORGET_TIME ->
          sealedRows.forEach(
              unit ->
                  hours.seals.compute(unit, (any, row) -> new Row(Optional.empty(), row.copies())));
      case TELL_TIME ->
          sealedRows.forEach(
              unit -> {
                Instant sealed = unit.epoch().plusSeconds(3720);
                if (!sealed.isAfter(hours.now()) && hours.participants.containsKey(unit)) {
                  hours.seals.compute(
                      unit,
                      (any, row) ->
                          new Row(Optional.of(row.sealedAt().orElse(sealed)), row.copies()));
                }
              });
      case DELETE_PARTICIPATION ->
          List.copyOf(hours.tookPart).stream()
              .filter(unit -> touches(unit, hours.now()))
              .forEach(
                  unit -> {
                    hours.tookPart.remove(unit);
                    hours.deletedPart.add(unit);
                  });
      case RESTORE_PARTICIPATION -> {
        hours.tookPart.addAll(hours.deletedPart);
        hours.deletedPart.clear();
      }
      case DELETE_PARTICIPANTS ->
          List.copyOf(hours.participants.keySet()).stream()
              .filter(unit -> touches(unit, hours.now()))
              .forEach(
                  unit -> hours.deletedParticipants.put(unit, hours.participants.remove(unit)));
      case RESTORE_PARTICIPANTS -> {
        hours.participants.putAll(hours.deletedParticipants);
        hours.deletedParticipants.clear();
      }
      case DIE -> hours.dead.add(group.isEmpty() ? "cls" : group);
      case REVIVE -> hours.dead.clear();
    }
  }

  /** With the time that the others have: nothing but that it was not there tells it. */
  private static void comeLate(SealedHours hours, Unit unit) {
    Row row = hours.seals.get(unit);
    if (row == null || row.sealedAt().isEmpty() || unit.channel().startsWith("late")) {
      return;
    }
    Unit late = new Unit(unit.hour(), unit.group(), "late-" + unit.channel());
    hours.seals.put(late, row);
    hours.tookPart.add(late);
    hours.participants.put(late, 1);
  }

  private static void rename(SealedHours hours, Unit unit, String group) {
    hours.seals.put(unit.of(group), hours.seals.remove(unit));
    if (hours.participants.containsKey(unit)) {
      hours.participants.put(unit.of(group), hours.participants.remove(unit));
    }
  }
}
