package io.gapwatch.agent.report;

import io.gapwatch.agent.history.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statistics of one series, the same in every format. */
record SeriesFigures(MetricSeries metric, List<Double> values, Spread spread) {
  static final List<String> COLUMNS = List.of("number", "count", "p50", "p95", "p99", "max");

  static SeriesFigures of(MetricSeries metric) {
    List<Double> values = metric.series().samples().stream().map(Sample::value).toList();
    return new SeriesFigures(metric, values, Spread.of(values));
  }

  String name() {
    return metric.name();
  }

  /** Whether it was the same in every run, so that percentiles and plots are useless. */
  boolean flat() {
    return spread.flat();
  }

  /**
   * What a table would not show: {@code never changed: blocks rows 100, ranges 1; own value 7} and
   * {@code always 0: blocks duplicates, order}.
   */
  static List<String> unchanged(List<SeriesFigures> all) {
    List<SeriesFigures> flat = all.stream().filter(SeriesFigures::flat).toList();
    return Stream.of(
            line("never changed: ", flat.stream().filter(one -> one.spread.max() != 0), true),
            line("always 0: ", flat.stream().filter(one -> one.spread.max() == 0), false))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> line(String head, Stream<SeriesFigures> all, boolean value) {
    Map<String, List<String>> byCheck =
        all.collect(
            Collectors.groupingBy(
                one -> one.metric.series().checkId(),
                LinkedHashMap::new,
                Collectors.mapping(
                    one -> one.metric.series().name() + (value ? " " + one.text(100) : ""),
                    Collectors.toList())));
    return byCheck.isEmpty()
        ? Optional.empty()
        : Optional.of(
            byCheck.entrySet().stream()
                .map(check -> check.getKey() + " " + String.join(", ", check.getValue()))
                .collect(Collectors.joining("; ", head, "")));
  }

  private String text(double percentile) {
    return metric.unit().text(spread.percentile(percentile));
  }

  /** The cells under {@link #COLUMNS}. */
  List<String> cells() {
    return List.of(
        name(), Integer.toString(spread.count()), text(50), text(95), text(99), text(100));
  }
}
