package io.gapwatch.agent.keepalive;

import io.gapwatch.agent.history.UsageSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A week of a machine, second by second: what Oracle would see of it, and what the agent's own
 * snapshots say.
 */
final class Week {
  static final Instant BEGIN = Instant.parse("2026-11-09T00:00:00Z");
  static final Instant END = BEGIN.plus(IdleRule.WINDOW);
  private static final int SECONDS = (int) IdleRule.WINDOW.toSeconds();

  /** Utilisation of all cores in percent. */
  private final double[] load = new double[SECONDS];

  /** An idle machine. */
  static Week idle() {
    return new Week();
  }

  /** Random real work: a floor, and peaks of seconds up to two hours. */
  static Week busy(long seed, double floor, int peaks) {
    Week week = new Week();
    SplittableRandom random = new SplittableRandom(seed);
    Arrays.fill(week.load, floor);
    for (int i = 0; i < peaks; i++) {
      int length = random.nextInt(1, random.nextBoolean() ? 120 : 7200);
      int from = random.nextInt(SECONDS - length);
      Arrays.fill(week.load, from, from + length, random.nextInt(100));
    }
    return week;
  }

  /** Once an hour for so many seconds the load is at least the target. */
  Week bursts(int atSecond, int seconds, double target, int everyNth) {
    for (int hour = 0; hour * 3600 + atSecond + seconds <= SECONDS; hour += everyNth) {
      for (int i = 0; i < seconds; i++) {
        int at = hour * 3600 + atSecond + i;
        load[at] = Math.max(load[at], target);
      }
    }
    return this;
  }

  /** Once an hour for so many seconds this is added. */
  Week adding(int seconds, double more) {
    for (int from = 0; from < SECONDS; from += 3600) {
      for (int i = 0; i < seconds; i++) {
        load[from + i] = Math.min(100, load[from + i] + more);
      }
    }
    return this;
  }

  /** The means of whole windows of so many seconds, the first beginning at this second. */
  double[] samples(int phase, int seconds) {
    double[] means = new double[(SECONDS - phase) / seconds];
    for (int i = 0; i < means.length; i++) {
      means[i] = mean(phase + i * seconds, seconds);
    }
    return means;
  }

  /** Nearest rank. */
  static double percentile95(double[] samples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
  }

  static double shareAtLimit(double[] samples) {
    return (double) atLeast(samples, IdleRule.LIMIT) / samples.length;
  }

  /** How many are at the level; a millionth allows for the rounding of sums. */
  static long atLeast(double[] samples, double level) {
    return Arrays.stream(samples).filter(sample -> sample >= level - 1e-6).count();
  }

  private double mean(int from, int seconds) {
    double sum = 0;
    for (int i = from; i < from + seconds; i++) {
      sum += load[i];
    }
    return sum / seconds;
  }

  /** Snapshots at these seconds; the counters have a thousand ticks for each percent. */
  List<UsageSnapshot> snapshots(List<Integer> seconds) {
    List<UsageSnapshot> snapshots = new ArrayList<>();
    double busy = 0;
    int at = 0;
    for (int second : seconds) {
      for (; at < second; at++) {
        busy += load[at] * 1000;
      }
      snapshots.add(
          new UsageSnapshot(
              BEGIN.plus(Duration.ofSeconds(second)), "boot", (long) busy, second * 100_000L, 10));
    }
    return snapshots;
  }

  /** When the agent takes snapshots: at the start and after each minute of a burst. */
  static List<Integer> secondsOfBursts(int atSecond, int minutes, int everyNth) {
    List<Integer> seconds = new ArrayList<>();
    for (int hour = 0; hour * 3600 + atSecond + minutes * 60 <= SECONDS; hour += everyNth) {
      for (int minute = 0; minute <= minutes; minute++) {
        seconds.add(hour * 3600 + atSecond + minute * 60);
      }
    }
    return seconds;
  }
}
