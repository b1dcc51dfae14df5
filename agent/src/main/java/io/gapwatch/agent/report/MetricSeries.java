package io.gapwatch.agent.report;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.history.Series;
import java.util.Locale;

/**
 * A number over the runs.
 *
 * @param unit of its values; plain numbers where the check is no longer configured
 */
public record MetricSeries(Series series, Unit unit) {
  /** The check and its metric: {@code freshness age}. */
  String name() {
    return series.checkId() + " " + series.name();
  }

  /** For scripts, whose numbers are in base units: {@code seconds}. */
  String unitName() {
    return unit.name().toLowerCase(Locale.ROOT);
  }
}
