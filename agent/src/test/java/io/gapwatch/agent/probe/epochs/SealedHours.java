package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.source.sql.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of what seals hours, to which anything happens, and what is wrong with them. */
final class SealedHours {
  static final Instant BEGIN = Instant.parse("2025-11-13T00:00:00Z");
  static final List<String> CHANNELS = List.of("lacy", "adapt");
  static final List<String> GROUPS = List.of("milo", "cls");

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration LAG = Duration.ofMinutes(90);
  private static final Duration WINDOW = Duration.ofHours(24);
  private static final int USUAL = 4;
  private static final int RECENT = 3;
  private static final int SAMPLES = 6;

  /** A channel of a group in an hour since the beginning. */
  record Unit(int hour, String group, String channel) implements Comparable<Unit> {
    Instant epoch() {
      return BEGIN.plus(HOUR.multipliedBy(hour));
    }

    Unit of(String other) {
      return new Unit(hour, other, channel);
    }

    @Override
    public int compareTo(Unit other) {
      return toString().compareTo(other.toString());
    }
  }

  /** When it was sealed, and how often the row is there. */
  record Row(Optional<Instant> sealedAt, int copies) {}

  /**
   * What writes.
   *
   * @param delay from the end of an hour to its seal
   * @param early whether the row is there when its hour begins, and its time when it is sealed
   * @param idle each so many hours one channel is idle; 0: never
   */
  record Writer(Duration delay, boolean early, int idle) {
    boolean idle(Unit unit) {
      return idle > 0 && unit.channel().equals("adapt") && unit.hour() % idle == 0;
    }
  }

  final Map<Unit, Row> seals = new TreeMap<>();
  final Set<Unit> tookPart = new TreeSet<>();
  final Map<Unit, Integer> participants = new TreeMap<>();
  final Map<Unit, Row> deletedSeals = new HashMap<>();
  final Set<Unit> deletedPart = new HashSet<>();
  final Map<Unit, Integer> deletedParticipants = new HashMap<>();
  final Set<String> dead = new HashSet<>();
  private final Map<Unit, Integer> most = new HashMap<>();
  private final Set<Unit> done = new HashSet<>();
  private final Writer writer;
  private Instant now = BEGIN;

  SealedHours(Writer writer) {
    this.writer = writer;
  }

  /** All that is written until then; a group that is dead leaves a hole. */
  void until(Instant time) {
    now = time;
    int last = (int) Duration.between(BEGIN, now).toHours();
    for (int hour = 0; hour <= last; hour++) {
      for (String group : GROUPS) {
        for (String channel : CHANNELS) {
          Unit unit = new Unit(hour, group, channel);
          if (!writer.idle(unit) && !done.contains(unit)) {
            write(unit);
          }
        }
      }
    }
  }

  private void write(Unit unit) {
    Instant sealed = unit.epoch().plus(HOUR).plus(writer.delay());
    if (!deletedPart.contains(unit)) {
      tookPart.add(unit);
    }
    boolean dies = dead.contains(unit.group());
    if (!dies && writer.early() && !deletedSeals.containsKey(unit)) {
      seals.putIfAbsent(unit, new Row(Optional.empty(), 1));
    }
    if (sealed.isAfter(now)) {
      return;
    }
    done.add(unit);
    if (!dies && !deletedSeals.containsKey(unit)) {
      seals.put(unit, new Row(Optional.of(sealed), 1));
      participants.put(unit, USUAL);
    }
  }

  Instant now() {
    return now;
  }

  void store(Connection connection) throws SQLException {
    List<String> sealed = new ArrayList<>();
    seals.forEach(
        (unit, row) -> {
          for (int copy = 0; copy < row.copies(); copy++) {
            sealed.add(
                "(%s, %s)"
                    .formatted(
                        values(unit),
                        row.sealedAt()
                            .map(at -> Long.toString(at.getEpochSecond()))
                            .orElse("NULL")));
          }
        });
    List<String> people = new ArrayList<>();
    participants.forEach((unit, many) -> people.add("(%s, %d)".formatted(values(unit), many)));
    String columns = "(epoch BIGINT, channel TEXT, token_group TEXT%s)";
    Databases.execute(
        connection,
        "CREATE OR REPLACE TABLE sealed_epochs " + columns.formatted(", sealed_at BIGINT"),
        "CREATE OR REPLACE TABLE channel_participation " + columns.formatted(""),
        "CREATE OR REPLACE TABLE sealed_participants " + columns.formatted(""));
    insert(connection, "sealed_epochs", sealed);
    insert(
        connection,
        "channel_participation",
        tookPart.stream().map(unit -> "(%s)".formatted(values(unit))).toList());
    if (!people.isEmpty()) {
      Databases.execute(
          connection,
          "INSERT INTO sealed_participants SELECT epoch, channel, name FROM (SELECT epoch, channel,"
              + " name, unnest(range(many)) FROM (VALUES %s) AS units(epoch, channel, name, many))"
                  .formatted(String.join(", ", people)));
    }
  }

  private static void insert(Connection connection, String table, List<String> rows)
      throws SQLException {
    if (!rows.isEmpty()) {
      Databases.execute(
          connection, "INSERT INTO %s VALUES %s".formatted(table, String.join(", ", rows)));
    }
  }

  private static String values(Unit unit) {
    return "%d, '%s', '%s'".formatted(unit.epoch().getEpochSecond(), unit.channel(), unit.group());
  }

  /** The groups that have a row or took part. */
  Set<String> groups() {
    return seals.keySet().stream().map(Unit::group).collect(Collectors.toCollection(TreeSet::new));
  }

  private Optional<Instant> sealedAt(Unit unit) {
    return Optional.ofNullable(seals.get(unit)).flatMap(Row::sealedAt);
  }

  private boolean isSealed(Unit unit) {
    return sealedAt(unit).isPresent();
  }

  private List<Unit> sealedIn(String group) {
    return seals.keySet().stream()
        .filter(unit -> unit.group().equals(group) && isSealed(unit))
        .toList();
  }

  private int from() {
    return (int) Duration.between(BEGIN, now.minus(WINDOW)).toHours();
  }

  private int due() {
    return (int) Duration.between(BEGIN, now.minus(LAG)).toHours() - 1;
  }

  /** Whether any of the group's rows in the window has the time of its seal. */
  boolean tellsSeals(String group) {
    return sealedIn(group).stream().anyMatch(unit -> unit.hour() >= from());
  }

  private Optional<Integer> newest(String group) {
    return sealedIn(group).stream().map(Unit::hour).max(Integer::compareTo);
  }

  /** Its newest seal is older than two hours, or it has none. */
  boolean stalls(String group) {
    Optional<Integer> newest = newest(group);
    if (newest.isEmpty()) {
      return true;
    }
    Instant end = BEGIN.plus(HOUR.multipliedBy(newest.get() + 1));
    Instant sealed =
        sealedIn(group).stream()
            .filter(unit -> unit.hour() == newest.get())
            .flatMap(unit -> sealedAt(unit).stream())
            .min(Instant::compareTo)
            .orElseThrow();
    Instant counted = sealed.isAfter(end.plus(LAG)) ? end.plus(LAG) : sealed;
    return Duration.between(counted, now).compareTo(Duration.ofHours(2)) > 0;
  }

  /** Hours between others that the group did not seal. */
  Set<Unit> missing(String group) {
    Set<Integer> sealed = sealedIn(group).stream().map(Unit::hour).collect(Collectors.toSet());
    Set<Unit> missing = new TreeSet<>();
    int first = sealed.stream().min(Integer::compareTo).orElse(Integer.MAX_VALUE);
    for (int hour = Math.max(first, from()); hour < newest(group).orElse(0); hour++) {
      if (!sealed.contains(hour)) {
        missing.add(new Unit(hour, group, ""));
      }
    }
    return missing;
  }

  boolean isMissing(Unit hour) {
    return sealedIn(hour.group()).stream().noneMatch(unit -> unit.hour() == hour.hour());
  }

  /** Channels that took part in hours that the group has sealed by now, without a seal. */
  Set<Unit> incomplete(String group) {
    int until = Math.min(newest(group).orElse(-1), due());
    return among(
        tookPart, unit -> unit.group().equals(group) && unit.hour() <= until && !isSealed(unit));
  }

  /** Whether the channel has no seal, whoever took part. */
  boolean isIncomplete(Unit unit) {
    return !isSealed(unit);
  }

  /** Three hours and more are sealed after the last in which it took part. */
  boolean standsStill(String group) {
    int last =
        tookPart.stream()
            .filter(unit -> unit.group().equals(group))
            .mapToInt(Unit::hour)
            .max()
            .orElse(-1);
    return newest(group).orElse(0) - Math.max(last, from() - 1) >= 3;
  }

  /** Seals without participants. */
  Set<Unit> empty(String group) {
    return among(
        seals.keySet(),
        unit ->
            unit.group().equals(group)
                && isSealed(unit)
                && participants.getOrDefault(unit, 0) == 0);
  }

  /** Whether it is not known to have participants. */
  boolean isEmpty(Unit unit) {
    return !seals.containsKey(unit) || participants.getOrDefault(unit, 0) == 0;
  }

  private Stream<Unit> ended(String group) {
    return sealedIn(group).stream()
        .filter(unit -> unit.hour() >= from() && !unit.epoch().plus(HOUR).isAfter(now));
  }

  /** None of its last seals has participants. */
  boolean isEmptyOfLate(String group) {
    List<Integer> last =
        ended(group)
            .map(Unit::hour)
            .distinct()
            .sorted(Comparator.reverseOrder())
            .limit(RECENT)
            .toList();
    return !last.isEmpty()
        && ended(group)
            .filter(unit -> last.contains(unit.hour()))
            .allMatch(unit -> participants.getOrDefault(unit, 0) == 0);
  }

  private Map<Integer, Integer> totals(String group) {
    return sealedIn(group).stream()
        .filter(unit -> unit.hour() >= from() && unit.hour() <= due())
        .collect(
            Collectors.groupingBy(
                Unit::hour,
                TreeMap::new,
                Collectors.summingInt(unit -> participants.getOrDefault(unit, 0))));
  }

  /** What a run sees of it, which later ones remember. */
  void seen() {
    for (String group : groups()) {
      if (tellsSeals(group)) {
        totals(group)
            .forEach((hour, many) -> most.merge(new Unit(hour, group, ""), many, Math::max));
      }
    }
  }

  /** Its newest hour that is due; before all where there is none. */
  int tested(String group) {
    return totals(group).keySet().stream().max(Integer::compareTo).orElse(-1);
  }

  /** That hour has few participants, beside the most that runs saw of those before it. */
  boolean drops(String group) {
    int tested = tested(group);
    List<Double> earlier =
        most.entrySet().stream()
            .filter(one -> one.getKey().group().equals(group))
            .filter(one -> one.getKey().hour() >= from() && one.getKey().hour() < tested)
            .map(one -> (double) one.getValue())
            .toList();
    double value = totals(group).getOrDefault(tested, 0);
    return tested >= 0
        && Baseline.of(earlier, SAMPLES)
            .filter(usual -> usual.drop(value) > 50 && usual.standsOut(value, 3.5))
            .isPresent();
  }

  private Set<Unit> among(Set<Unit> units, Predicate<Unit> which) {
    return units.stream()
        .filter(unit -> unit.hour() >= from())
        .filter(which)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
