package io.gapwatch.agent.report;

import io.gapwatch.agent.history.Sample;
import io.gapwatch.agent.notify.Spoken;
import io.gapwatch.agent.probe.People;
import io.gapwatch.agent.report.Calibration.Candidate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Suggested limits with the evidence behind them. */
public final class CalibrationText {
  private final Style style;

  public CalibrationText(Style style) {
    this.style = style;
  }

  public String text(Calibration calibration) {
    StringBuilder text = new StringBuilder();
    text.append(style.bold("[" + calibration.checkId() + "]")).append(' ');
    text.append(evidence(calibration)).append('\n');
    if (calibration.healthy().isPresent()) {
      Spread spread = calibration.healthy().get();
      text.append(
          "  healthy age: p50 %s, p95 %s, p99 %s, max %s%n"
              .formatted(
                  seconds(spread.percentile(50)),
                  seconds(spread.percentile(95)),
                  seconds(spread.percentile(99)),
                  seconds(spread.max())));
    }
    text.append("  %-12s %10s %8s%n".formatted("limit", "seconds", "alarms"));
    for (Candidate candidate : calibration.candidates()) {
      text.append(
          "  %-12s %10s %8d%n"
              .formatted(candidate.name(), Figures.text(candidate.seconds()), candidate.alarms()));
    }
    return text.append("  → ").append(advice(calibration)).append('\n').toString();
  }

  private static String evidence(Calibration calibration) {
    List<Sample> all = calibration.measured();
    if (all.isEmpty()) {
      return "no samples";
    }
    int healthy = calibration.healthyCount();
    return "%s over %s to %s; %d left out, because the check was not ok"
        .formatted(
            Figures.count(healthy, "healthy sample"),
            Spoken.dateAndTime(all.get(0).at()),
            Spoken.dateAndTime(all.get(all.size() - 1).at()),
            all.size() - healthy);
  }

  private static String advice(Calibration calibration) {
    return calibration
        .suggestion()
        .map(
            limit ->
                "critical: %.0fs (2 × P99 of healthy age; the limit in force is %s)"
                    .formatted(limit, calibration.current().text()))
        .orElse(
            "no suggestion: %s, and at least %d are needed; let it run on"
                .formatted(
                    Figures.count(calibration.healthyCount(), "healthy sample"),
                    Calibration.LEAST_SAMPLES));
  }

  private static String seconds(double seconds) {
    return People.duration(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  public String json(List<Calibration> all) {
    return new JsonReport().text(all.stream().map(CalibrationText::object).toList());
  }

  private static Map<String, Object> object(Calibration calibration) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("check", calibration.checkId());
    object.put("samples", calibration.measured().size());
    object.put("healthy", calibration.healthyCount());
    object.put("currentSeconds", calibration.current().value());
    calibration.suggestion().ifPresent(limit -> object.put("suggestedSeconds", limit));
    object.put(
        "candidates", calibration.candidates().stream().map(CalibrationText::candidate).toList());
    return object;
  }

  private static Map<String, Object> candidate(Candidate candidate) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", candidate.name());
    object.put("seconds", candidate.seconds());
    object.put("alarms", candidate.alarms());
    return object;
  }
}
