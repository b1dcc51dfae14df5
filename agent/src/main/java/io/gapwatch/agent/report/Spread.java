package io.gapwatch.agent.report;

import java.util.Arrays;
import java.util.Collection;

/**
 * The distribution of a series.
 *
 * <p>Percentiles are nearest-rank: the smallest value that at least p percent of the values do not
 * exceed. Each is a value that was actually measured, never interpolated.
 */
public final class Spread {
  private final double[] sorted;

  private Spread(double[] sorted) {
    this.sorted = sorted;
  }

  /**
   * The spread of at least one number.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Spread of(Collection<Double> numbers) {
    if (numbers.isEmpty()) {
      throw new IllegalArgumentException("no numbers");
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

  /** Whether all values are equal. */
  public boolean flat() {
    return min() == max();
  }

  @Override
  public String toString() {
    return "Spread" + Arrays.toString(sorted);
  }
}
