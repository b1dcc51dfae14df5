package io.gapwatch.agent.report;

import io.gapwatch.agent.history.Sample;
import io.gapwatch.agent.history.Series;
import java.util.List;

/** One series in the figures that every format shows. */
record SeriesFigures(String name, List<Double> values, Spread spread) {
  static final List<String> COLUMNS = List.of("", "count", "p50", "p95", "p99", "max");

  static SeriesFigures of(Series series) {
    List<Double> values = series.samples().stream().map(Sample::value).toList();
    return new SeriesFigures(series.checkId() + " " + series.name(), values, Spread.of(values));
  }

  /** The cells under {@link #COLUMNS}. */
  List<String> cells() {
    return List.of(
        name,
        Integer.toString(spread.count()),
        Figures.text(spread.percentile(50)),
        Figures.text(spread.percentile(95)),
        Figures.text(spread.percentile(99)),
        Figures.text(spread.max()));
  }
}
