package io.gapwatch.agent.run;

import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.notify.Delivery;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** What is to happen in the year: a run every six hours, and the truth at each. */
final class YearPlan {
  static final Instant START = Instant.parse("2026-01-01T00:07:00Z");
  static final int RUNS = 365 * 4;

  /** It flaps, and one good run is the end of it. */
  static final String LOAD = "load";

  static final List<String> SUBJECTS = List.of("/", "/data", "swap", LOAD);
  private static final int TOO_MANY = 2;
  private static final Instant MOVE = Instant.parse("2026-06-03T08:00:00Z");
  private static final Instant MOVED = Instant.parse("2026-06-05T08:00:00Z");

  private final Random random;
  private final Map<String, List<Optional<Severity>>> truth = new HashMap<>();
  private final Map<String, BitSet> acknowledged = new HashMap<>();
  private final Map<String, BitSet> down = new HashMap<>();
  private final Map<String, BitSet> halves = new HashMap<>();
  private final Map<Kill, BitSet> kills = new EnumMap<>(Kill.class);

  /** Where a run ends by force. */
  enum Kill {
    BEFORE_THE_COMMIT,
    AFTER_THE_COMMIT,
    /** The vendor has the message, and nobody wrote that down. */
    BEFORE_THE_RECEIPT,
    AFTER_A_RECEIPT
  }

  YearPlan(long seed) {
    random = new Random(seed);
    SUBJECTS.forEach(subject -> truth.put(subject, subject.equals(LOAD) ? onAndOff() : troubles()));
    SUBJECTS.forEach(subject -> acknowledged.put(subject, moments(12)));
    List.of("team", "phone", "boss").forEach(channel -> down.put(channel, outages()));
    List.of(Kill.values()).forEach(kill -> kills.put(kill, moments(4)));
    List.of("team", "phone", "boss").forEach(channel -> halves.put(channel, moments(8)));
    // In the end all that is owed is told.
    halves.values().forEach(runs -> runs.clear(RUNS - 80, RUNS));
    kills.values().forEach(runs -> runs.clear(RUNS - 80, RUNS));
  }

  static Instant time(int run) {
    return START.plus(Duration.ofHours(6L * run));
  }

  static String check(String subject) {
    return subject.startsWith("/") ? "disk" : subject;
  }

  Optional<Severity> severity(String subject, int run) {
    return Objects.requireNonNull(truth.get(subject)).get(run);
  }

  boolean acknowledged(String subject, int run) {
    return Objects.requireNonNull(acknowledged.get(subject)).get(run);
  }

  boolean down(String channel, int run) {
    return Objects.requireNonNull(down.get(channel)).get(run);
  }

  /** Whether the vendor's answer says only half of what it did. */
  boolean half(String channel, int run) {
    return Objects.requireNonNull(halves.get(channel)).get(run);
  }

  /** Where this run ends by force, if it does. */
  Optional<Kill> kill(int run) {
    return Stream.of(Kill.values())
        .filter(kill -> Objects.requireNonNull(kills.get(kill)).get(run))
        .findFirst();
  }

  /** Whether the vendor asked the run before to be left alone until after this one. */
  boolean deferred(String channel, int run) {
    return run > 0 && (run - 1) % 5 == TOO_MANY && down(channel, run - 1);
  }

  /** How the vendor fails, in turn. */
  Delivery failure(int run) {
    return switch (run % 5) {
      case 0 -> new Delivery.Failed("no answer within 10s");
      case 1 -> new Delivery.Failed("503");
      case TOO_MANY -> new Delivery.Failed("429", Optional.of(time(run).plus(Duration.ofHours(7))));
      case 3 -> new Delivery.Refused("the token is wrong");
      default -> new Delivery.Refused("it does not like the text", true);
    };
  }

  /** By the clock on the wall in Berlin. */
  static boolean office(int run) {
    ZonedDateTime wall = time(run).atZone(ZoneId.of("Europe/Berlin"));
    return wall.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0
        && wall.getHour() >= 8
        && wall.getHour() < 17;
  }

  /** By the clock on the wall in New York, or in the days of the move. */
  static boolean planned(String subject, int run) {
    Instant now = time(run);
    if (!now.isBefore(MOVE) && now.isBefore(MOVED)) {
      return true;
    }
    ZonedDateTime wall = now.atZone(ZoneId.of("America/New_York"));
    LocalTime clock = wall.toLocalTime();
    boolean late =
        wall.getDayOfWeek() == DayOfWeek.SATURDAY && !clock.isBefore(LocalTime.of(20, 30));
    boolean early = wall.getDayOfWeek() == DayOfWeek.SUNDAY && clock.isBefore(LocalTime.of(1, 30));
    return check(subject).equals("disk") && (late || early);
  }

  /** Weeks of health, then hours or days of trouble, some of it on and off. */
  private List<Optional<Severity>> troubles() {
    List<Optional<Severity>> runs = new ArrayList<>();
    while (runs.size() < RUNS) {
      runs.addAll(Collections.nCopies(4 + random.nextInt(24), Optional.empty()));
      boolean flaps = random.nextInt(5) == 0;
      int length = 1 + random.nextInt(14);
      for (int i = 0; i < length; i++) {
        runs.add(
            flaps && i % 2 == 1
                ? Optional.empty()
                : Optional.of(random.nextInt(3) == 0 ? Severity.CRITICAL : Severity.WARNING));
      }
    }
    // The year ends well, so that all that is owed is told.
    runs.subList(RUNS - 80, RUNS).replaceAll(any -> Optional.empty());
    return runs.subList(0, RUNS);
  }

  /** Weeks of health, then days of a run that is bad and one that is not; some of it stays. */
  private List<Optional<Severity>> onAndOff() {
    List<Optional<Severity>> runs = new ArrayList<>();
    while (runs.size() < RUNS) {
      runs.addAll(Collections.nCopies(4 + random.nextInt(24), Optional.empty()));
      int times = 1 + random.nextInt(8);
      for (int i = 0; i < times; i++) {
        int length = random.nextInt(6) == 0 ? 8 : 1;
        for (int run = 0; run < length; run++) {
          runs.add(Optional.of(random.nextInt(4) == 0 ? Severity.CRITICAL : Severity.WARNING));
        }
        runs.addAll(Collections.nCopies(1 + random.nextInt(3), Optional.empty()));
      }
    }
    runs.subList(RUNS - 80, RUNS).replaceAll(any -> Optional.empty());
    return runs.subList(0, RUNS);
  }

  private BitSet outages() {
    BitSet bits = new BitSet();
    for (int i = 0; i < 60; i++) {
      int first = random.nextInt(RUNS - 80);
      bits.set(first, first + 1 + random.nextInt(6));
    }
    return bits;
  }

  private BitSet moments(int percent) {
    BitSet bits = new BitSet();
    for (int run = 0; run < RUNS; run++) {
      bits.set(run, random.nextInt(100) < percent);
    }
    return bits;
  }
}
