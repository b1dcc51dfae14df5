package io.gapwatch.agent.probe.epochs;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is usual, told by numbers of which up to half may be wrong: the median, and the median
 * absolute deviation from it (Hampel 1974). A mean would follow each outlier.
 *
 * @param mad not scaled
 * @param least the lowest of the numbers
 */
record Baseline(double median, double mad, double least, int samples) {
  /** Makes the deviation comparable to a standard deviation, where numbers are normal. */
  private static final double NORMAL = 1.4826;

  /**
   * The baseline of these numbers.
   *
   * @return empty if there are fewer than {@code least}: it is not known
   */
  static Optional<Baseline> of(List<Double> numbers, long least) {
    if (numbers.isEmpty() || numbers.size() < least) {
      return Optional.empty();
    }
    double[] values = numbers.stream().mapToDouble(Double::doubleValue).toArray();
    double median = median(values);
    double mad = median(Arrays.stream(values).map(value -> Math.abs(value - median)).toArray());
    return Optional.of(
        new Baseline(median, mad, Arrays.stream(values).min().orElseThrow(), values.length));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2;
  }

  /** How far a number is below what is usual, in hundredths; 0 if it is not. */
  double drop(double number) {
    return median <= 0 || number >= median ? 0 : 100 * (1 - number / median);
  }

  /**
   * Whether the numbers do not get as low by themselves: so many deviations below the median, or to
   * nothing where there always was something.
   */
  boolean standsOut(double number, double deviations) {
    return number < median - deviations * NORMAL * mad || (number <= 0 && least > 0);
  }
}
