package io.gapwatch.agent.soak;

import static io.gapwatch.agent.soak.Trouble.HEAD_STOPS;
import static io.gapwatch.agent.soak.Trouble.NO_PING_URL;
import static io.gapwatch.agent.soak.Trouble.NO_TOKEN;
import static io.gapwatch.agent.soak.Trouble.OFF;
import static io.gapwatch.agent.soak.Trouble.OTHER_SETTINGS;
import static io.gapwatch.agent.soak.Trouble.PHONE_DROPS;
import static io.gapwatch.agent.soak.Trouble.PHONE_ERRORS;
import static io.gapwatch.agent.soak.Trouble.PHONE_HANGS;
import static io.gapwatch.agent.soak.Trouble.PHONE_QUOTA;
import static io.gapwatch.agent.soak.Trouble.PHONE_REFUSES;
import static io.gapwatch.agent.soak.Trouble.SLOW_PHONE;
import static io.gapwatch.agent.soak.Trouble.SLOW_SWITCH;
import static io.gapwatch.agent.soak.Trouble.SOURCE_BUSY;
import static io.gapwatch.agent.soak.Trouble.SOURCE_DAMAGED;
import static io.gapwatch.agent.soak.Trouble.SOURCE_MISSING;
import static io.gapwatch.agent.soak.Trouble.SWITCH_DOWN;
import static io.gapwatch.agent.soak.Trouble.SWITCH_FLAKY;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes plans. Trouble of one kind never overlaps: the time is cut into as many equal slices as
 * there are spells of a kind, and each spell lies in its own slice.
 */
final class Dice {
  private static final List<Trouble> OF_SOURCE =
      List.of(SOURCE_MISSING, SOURCE_DAMAGED, SOURCE_BUSY);
  private static final List<Trouble> OF_PHONE =
      List.of(PHONE_ERRORS, PHONE_REFUSES, PHONE_QUOTA, PHONE_DROPS, PHONE_HANGS);
  private static final List<Trouble> OF_SWITCH = List.of(SWITCH_FLAKY, SWITCH_DOWN);
  private static final List<Trouble> OF_SLOWNESS = List.of(SLOW_PHONE, SLOW_SWITCH);
  private static final List<Trouble> OF_SECRETS = List.of(NO_TOKEN, NO_PING_URL);

  private final Random random;
  private final long seed;
  private final Instant start;
  private final Instant end;
  private final List<Spell> spells = new ArrayList<>();

  private Dice(long seed, Instant start, int days) {
    this.random = new Random(seed);
    this.seed = seed;
    this.start = start;
    this.end = start.plus(Duration.ofDays(days));
  }

  static Plan plan(long seed, Instant start, int days, List<String> jobs) {
    return new Dice(seed, start, days).plan(days, jobs);
  }

  private Plan plan(int days, List<String> jobs) {
    List<Loss> losses = new ArrayList<>();
    for (String job : jobs) {
      spells(many(days, 3), List.of(HEAD_STOPS), job, minutes(10), hours(12));
      for (Spell spell : slices(many(days, 2), HEAD_STOPS, job, minutes(30), hours(30))) {
        long first = Math.floorDiv(spell.from().getEpochSecond(), 60);
        losses.add(new Loss(job, first, first + random.nextInt(25), spell.until()));
      }
    }
    spells(many(days, 4), OF_SOURCE, Spell.ALL, minutes(30), hours(9));
    spells(many(days, 2), OF_PHONE, Spell.ALL, minutes(30), hours(10));
    spells(many(days, 5), OF_SWITCH, Spell.ALL, minutes(30), hours(9));
    spells(many(days, 8), OF_SECRETS, Spell.ALL, hours(1), hours(9));
    spells(many(days, 6), List.of(OFF), Spell.ALL, minutes(3), hours(9));
    spells(many(days, 6), OF_SLOWNESS, Spell.ALL, hours(2), hours(20));
    List<Jump> jumps = jumps(many(days, 7));
    otherSettings(jumps);
    return new Plan(seed, start, end, spells, losses, jumps);
  }

  private static int many(int days, int apart) {
    return Math.max(2, days / apart);
  }

  /**
   * Ahead and behind in turn, by minutes, by hours or by years, set right again some hours later.
   */
  private List<Jump> jumps(int count) {
    List<Jump> jumps = new ArrayList<>();
    for (Spell spell : slices(count, OFF, Spell.ALL, hours(2), hours(14))) {
      int most = jumps.size() % 4 < 2 ? 360 : 40;
      Duration by = Duration.ofMinutes(5 + random.nextInt(most)).plusSeconds(11);
      if (jumps.size() % 5 == 1 || jumps.size() % 5 == 4) {
        by = by.plusDays(365 + random.nextInt(1000));
      }
      jumps.add(new Jump(spell.from(), spell.until(), jumps.size() % 2 == 0 ? by : by.negated()));
    }
    return jumps;
  }

  /**
   * Other settings for a while between two jumps of the clock, where there is room: near a jump,
   * what two checks tell in the same words would end in two ways.
   */
  private void otherSettings(List<Jump> jumps) {
    Instant from = start.plus(Duration.ofDays(1));
    for (Jump jump : jumps) {
      otherSettings(from, jump.from().minus(hours(30)));
      from = jump.until().plus(hours(60));
    }
    otherSettings(from, end.minus(Duration.ofDays(2)));
  }

  private void otherSettings(Instant earliest, Instant latest) {
    int room = (int) Duration.between(earliest, latest).toHours();
    if (room < 10) {
      return;
    }
    int length = 9 + random.nextInt(Math.min(room, 60) - 9);
    Instant from = earliest.plus(hours(random.nextInt(room - length)));
    from = from.truncatedTo(ChronoUnit.MINUTES).plus(minutes(1));
    spells.add(new Spell(OTHER_SETTINGS, Spell.ALL, from, from.plus(hours(length))));
  }

  private void spells(int count, List<Trouble> kinds, String job, Duration least, Duration most) {
    int turn = 0;
    for (Spell spell : slices(Math.max(count, kinds.size()), OFF, job, least, most)) {
      Trouble kind = kinds.get(turn++ % kinds.size());
      spells.add(new Spell(kind, job, spell.from(), spell.until()));
    }
  }

  private List<Spell> slices(int count, Trouble kind, String job, Duration least, Duration most) {
    List<Spell> list = new ArrayList<>();
    Instant calm = start.plus(Duration.ofDays(1));
    long slice = Duration.between(calm, end.minus(Duration.ofDays(2))).toSeconds() / count;
    for (int i = 0; i < count; i++) {
      long longest = Math.min(most.toSeconds(), slice * 2 / 3);
      long shortest = Math.min(least.toSeconds(), longest / 2);
      long length = shortest + random.nextLong(longest - shortest);
      long latest = slice - length - slice / 10;
      Instant from = calm.plusSeconds(i * slice + random.nextLong(Math.max(1, latest)));
      from = from.truncatedTo(ChronoUnit.MINUTES);
      list.add(new Spell(kind, job, from, from.plusSeconds(length)));
    }
    return list;
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }
}
