package io.gapwatch.agent.report;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.history.Sample;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.report.Calibration.Candidate;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Suggested limits with the evidence behind them. */
public final class CalibrationText {
  private final Style style;

  public CalibrationText(Style style) {
    this.style = style;
  }

  public String text(Calibration calibration) {
    Unit unit = calibration.subject().metric().unit();
    StringBuilder text = new StringBuilder();
    text.append(style.bold("[" + calibration.subject().checkId() + "]"));
    text.append(
        " %s, %s%n".formatted(calibration.subject().metric().name(), evidence(calibration)));
    if (calibration.healthy().isPresent()) {
      Spread spread = calibration.healthy().get();
      text.append(
          "  healthy: p1 %s, p50 %s, p95 %s, p99 %s, max %s%n"
              .formatted(
                  unit.text(spread.percentile(1)),
                  unit.text(spread.percentile(50)),
                  unit.text(spread.percentile(95)),
                  unit.text(spread.percentile(99)),
                  unit.text(spread.max())));
    }
    text.append("  %-12s %12s %8s%n".formatted("limit", "value", "alarms"));
    for (Candidate candidate : calibration.candidates()) {
      text.append(
          "  %-12s %12s %8d%n"
              .formatted(candidate.name(), unit.text(candidate.value()), candidate.alarms()));
    }
    return text.append("  → ").append(advice(calibration)).append('\n').toString();
  }

  private static String evidence(Calibration calibration) {
    List<Sample> all = calibration.measured();
    if (all.isEmpty()) {
      return "no samples";
    }
    int healthy = calibration.healthyCount();
    return "%s from %s to %s; %d excluded because the check was not ok"
        .formatted(
            Numbers.count(healthy, "healthy sample"),
            Times.dateAndTime(all.get(0).at()),
            Times.dateAndTime(all.get(all.size() - 1).at()),
            all.size() - healthy);
  }

  private static String advice(Calibration calibration) {
    return calibration
        .suggestion()
        .map(limit -> setting(calibration, limit))
        .orElseGet(
            () ->
                "no suggestion: %s, at least %d are needed; let it run longer"
                    .formatted(
                        Numbers.count(calibration.healthyCount(), "healthy sample"),
                        Calibration.LEAST_SAMPLES));
  }

  /** {@code critical: 198s (2 × P99 of healthy age; the current limit is 300s)}. */
  private static String setting(Calibration calibration, double limit) {
    Metric metric = calibration.subject().metric();
    String written = "critical: " + written(metric, limit);
    String inForce =
        calibration
            .inForce()
            .map(now -> "the current limit is " + now.text())
            .orElse("no limit is set");
    return "%s (%s; %s)"
        .formatted(
            metric.role().main() ? written : metric.name() + ": {" + written + "}",
            calibration.rule(),
            inForce);
  }

  /** In the configuration's syntax, exactly. */
  private static String written(Metric metric, double limit) {
    return String.format(
        Locale.ROOT,
        "%.0f%s",
        limit,
        switch (metric.unit()) {
          case COUNT -> "";
          case SECONDS -> "s";
          case BYTES -> "B";
          case PERCENT -> "%";
        });
  }

  public String json(List<Calibration> all) {
    return new JsonReport().text(all.stream().map(CalibrationText::object).toList());
  }

  private static Map<String, Object> object(Calibration calibration) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("check", calibration.subject().checkId());
    object.put("metric", calibration.subject().metric().name());
    object.put("samples", calibration.measured().size());
    object.put("healthy", calibration.healthyCount());
    calibration.inForce().ifPresent(limit -> object.put("current", limit.value()));
    calibration.suggestion().ifPresent(limit -> object.put("suggested", limit));
    object.put(
        "candidates", calibration.candidates().stream().map(CalibrationText::candidate).toList());
    return object;
  }

  private static Map<String, Object> candidate(Candidate candidate) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", candidate.name());
    object.put("value", candidate.value());
    object.put("alarms", candidate.alarms());
    return object;
  }
}
