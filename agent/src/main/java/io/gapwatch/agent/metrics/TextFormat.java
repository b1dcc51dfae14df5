package io.gapwatch.agent.metrics;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prometheus' text format 0.0.4, and OpenMetrics 1.0.0, which is the same for gauges but for its
 * last line and quotes in helps. Without timestamps: node-exporter takes no file that has them.
 */
enum TextFormat {
  PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
  OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

  private final String contentType;

  TextFormat(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  /** What a scraper asks for. */
  static TextFormat accepted(String accept) {
    return accept.contains("application/openmetrics-text") ? OPEN_METRICS : PROMETHEUS;
  }

  String write(List<Family> families) {
    StringBuilder text = new StringBuilder();
    for (Family family : families) {
      text.append("# HELP ").append(family.name()).append(' ').append(help(family)).append('\n');
      text.append("# TYPE ").append(family.name()).append(" gauge\n");
      for (Family.Sample sample : family.samples()) {
        text.append(family.name()).append(labels(sample.labels())).append(' ');
        text.append(number(sample.value())).append('\n');
      }
    }
    return this == OPEN_METRICS ? text.append("# EOF\n").toString() : text.toString();
  }

  private String help(Family family) {
    String help = family.help().replace("\\", "\\\\").replace("\n", "\\n");
    return this == OPEN_METRICS ? help.replace("\"", "\\\"") : help;
  }

  private static String labels(Map<String, String> labels) {
    return labels.isEmpty()
        ? ""
        : labels.entrySet().stream()
            .map(label -> label.getKey() + "=\"" + escape(label.getValue()) + "\"")
            .collect(Collectors.joining(",", "{", "}"));
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }
}
