package io.gapwatch.agent.report;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.history.Sample;
import io.gapwatch.agent.html.Scale;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A series as an inline SVG: one dot per run, in the colour of its status. */
final class Plot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 160;
  private static final int LEFT = 70;
  private static final int RIGHT = 12;
  private static final int TOP = 12;
  private static final int BOTTOM = 24;

  /** More than one dot per pixel is useless. */
  private static final int MOST = 600;

  private final List<Sample> samples;
  private final Scale scale;
  private final String words;
  private final Unit unit;

  Plot(MetricSeries series) {
    this.samples = thin(series.series().samples());
    this.words = series.name();
    this.unit = series.unit();
    this.scale =
        Scale.of(
            samples.stream().mapToDouble(Sample::value).min().orElse(0),
            samples.stream().mapToDouble(Sample::value).max().orElse(0));
  }

  /** Downsampled, if there are too many, to the highest of each group of neighbours. */
  private static List<Sample> thin(List<Sample> all) {
    if (all.size() <= MOST) {
      return all;
    }
    List<Sample> kept = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      int from = (int) ((long) i * all.size() / MOST);
      int to = (int) ((long) (i + 1) * all.size() / MOST);
      kept.add(
          all.subList(from, to).stream().max(Comparator.comparing(Sample::value)).orElseThrow());
    }
    return kept;
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
            .formatted(WIDTH, HEIGHT, Html.escape(words)));
    level(svg, scale.high());
    level(svg, scale.low());
    svg.append(label(LEFT, HEIGHT - 6, "start", Times.dateAndTime(first())));
    svg.append(label(WIDTH - RIGHT, HEIGHT - 6, "end", Times.dateAndTime(last())));
    svg.append("<polyline class=\"course\" points=\"")
        .append(samples.stream().map(this::point).collect(Collectors.joining(" ")))
        .append("\"/>\n");
    samples.forEach(sample -> svg.append(dot(sample)));
    return svg.append("</svg>\n").toString();
  }

  private void level(StringBuilder svg, double value) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>\n",
            LEFT,
            WIDTH - RIGHT,
            y(value),
            y(value)));
    svg.append(label(LEFT - 6, y(value) + 4, "end", unit.text(value)));
  }

  private static String label(double x, double y, String anchor, String text) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
        x,
        y,
        anchor,
        Html.escape(text));
  }

  private String point(Sample sample) {
    return String.format(Locale.ROOT, "%.1f,%.1f", x(sample.at()), y(sample.value()));
  }

  private String dot(Sample sample) {
    return String.format(
        Locale.ROOT,
        "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"><title>%s: %s,"
            + " %s</title></circle>\n",
        sample.status().word(),
        x(sample.at()),
        y(sample.value()),
        Times.dateAndTime(sample.at()),
        unit.text(sample.value()),
        sample.status().word());
  }

  private double x(Instant at) {
    double length = last().toEpochMilli() - first().toEpochMilli();
    double share = length == 0 ? 0.5 : (at.toEpochMilli() - first().toEpochMilli()) / length;
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return TOP + scale.down(value) * (HEIGHT - TOP - BOTTOM);
  }

  private Instant first() {
    return samples.get(0).at();
  }

  private Instant last() {
    return samples.get(samples.size() - 1).at();
  }
}
