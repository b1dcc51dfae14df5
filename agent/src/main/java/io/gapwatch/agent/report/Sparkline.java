package io.gapwatch.agent.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A series as one line of blocks, downsampled to the highest values. */
final class Sparkline {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";

  private Sparkline() {}

  static String of(List<Double> numbers, int columns) {
    List<Double> highest = highest(numbers, columns);
    double low = highest.stream().mapToDouble(d -> d).min().orElse(0);
    double high = highest.stream().mapToDouble(d -> d).max().orElse(0);
    return highest.stream().map(number -> block(number, low, high)).collect(Collectors.joining());
  }

  /** At most this many numbers, each the highest of the neighbours it represents. */
  static List<Double> highest(List<Double> numbers, int most) {
    int size = numbers.size();
    if (size <= most) {
      return numbers;
    }
    List<Double> highest = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      int from = (int) ((long) i * size / most);
      int to = (int) ((long) (i + 1) * size / most);
      highest.add(numbers.subList(from, to).stream().mapToDouble(d -> d).max().orElse(0));
    }
    return highest;
  }

  private static String block(double number, double low, double high) {
    double share = high == low ? 0 : (number - low) / (high - low);
    int index = (int) Math.min(BLOCKS.length() - 1, Math.floor(share * BLOCKS.length()));
    return BLOCKS.substring(index, index + 1);
  }
}
