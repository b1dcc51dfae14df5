package io.gapwatch.agent.report;

import java.util.Arrays;
import java.util.Collection;

/**
 * How numbers are spread.
 *
 * <p>Percentiles are nearest-rank: the smallest of the numbers that at least p percent of them do
 * not exceed. Each is a number that was really measured, never one between two.
 */
public final class Spread {
  private final double[] sorted;

  private Spread(double[] sorted) {
    this.sorted = sorted;
  }

  /**
   * The spread of at least one number.
   *
   * @throws IllegalArgumentException for none: of nothing nothing is known
   */
  public static Spread of(Collection<Double> numbers) {
    if (numbers.isEmpty()) {
      throw new IllegalArgumentException("there is no spread of no numbers");
    }
    double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Spread(sorted);
  }

  public int count() {
    return sorted.length;
  }

  /** The number at this percentile, from 0 (exclusive) to 100. */
  public double percentile(double p) {
    int rank = (int) Math.ceil(p / 100 * sorted.length);
    return sorted[Math.max(1, rank) - 1];
  }

  public double min() {
    return sorted[0];
  }

  public double max() {
    return sorted[sorted.length - 1];
  }

  /** Whether it is one number again and again. */
  public boolean flat() {
    return min() == max();
  }

  @Override
  public String toString() {
    return "Spread" + Arrays.toString(sorted);
  }
}
