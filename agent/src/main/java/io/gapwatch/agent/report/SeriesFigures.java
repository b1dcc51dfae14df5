package io.gapwatch.agent.report;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.history.Sample;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statistics of one series, the same in every format. */
record SeriesFigures(String name, Unit unit, List<Double> values, Spread spread) {
  static final List<String> COLUMNS = List.of("number", "count", "p50", "p95", "p99", "max");

  static SeriesFigures of(MetricSeries series) {
    List<Double> values = series.series().samples().stream().map(Sample::value).toList();
    return new SeriesFigures(series.name(), series.unit(), values, Spread.of(values));
  }

  /** Whether it was the same in every run, so that percentiles and plots are useless. */
  boolean flat() {
    return spread.flat();
  }

  /** {@code never changed: blocks duplicates 0, blocks misaligned 0}. */
  static Optional<String> unchanged(List<SeriesFigures> all) {
    String flat =
        all.stream()
            .filter(SeriesFigures::flat)
            .map(one -> one.name + " " + one.unit.text(one.spread.max()))
            .collect(Collectors.joining(", "));
    return flat.isEmpty() ? Optional.empty() : Optional.of("never changed: " + flat);
  }

  /** The cells under {@link #COLUMNS}. */
  List<String> cells() {
    return List.of(
        name,
        Integer.toString(spread.count()),
        unit.text(spread.percentile(50)),
        unit.text(spread.percentile(95)),
        unit.text(spread.percentile(99)),
        unit.text(spread.max()));
  }
}
