package io.gapwatch.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held to what Prometheus' own client writes of the same numbers. */
class TextFormatTest {
  private static final List<Family> FAMILIES =
      List.of(
          new Family(
              "gapwatch_disk_used_ratio",
              "How full it is, in \\ and \"quotes\"\nand a second line.",
              List.of(
                  sample(0.25, "check", "disk", "subject", "/data \"1\" \\ of\ntwo"),
                  sample(1, "check", "disk", "subject", "/ünïcode ❌"))),
          new Family(
              "gapwatch_gaps_missing",
              "Missing.",
              List.of(
                  sample(0),
                  sample(-3, "check", "a"),
                  sample(Double.NaN, "check", "b"),
                  sample(Double.POSITIVE_INFINITY, "check", "c"),
                  sample(Double.NEGATIVE_INFINITY, "check", "d"))),
          new Family("gapwatch_run_start_seconds", "When.", List.of(sample(1.7636832005E9))));

  private static Family.Sample sample(double value, String... labels) {
    return new Family.Sample(Snapshot.labels(labels), value);
  }

  @Test
  void textIsThatOfTheClient() throws IOException {
    assertThat(numbered(TextFormat.PROMETHEUS.write(FAMILIES)))
        .containsExactlyElementsOf(numbered(client(PrometheusTextFormatWriter.builder().build())));
  }

  @Test
  void openMetricsIsThatOfTheClient() throws IOException {
    String text = TextFormat.OPEN_METRICS.write(FAMILIES);
    assertThat(text).endsWith("\n# EOF\n");
    assertThat(numbered(text))
        .containsExactlyElementsOf(numbered(client(OpenMetricsTextFormatWriter.builder().build())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                              | text/plain; version=0.0.4",
        "*/*                                             | text/plain; version=0.0.4",
        "application/openmetrics-text;version=1.0.0,*/*  | application/openmetrics-text; version=1",
        "application/vnd.google.protobuf;encoding=x      | text/plain; version=0.0.4",
      })
  void formatIsTheOneThatIsAskedFor(String accept, String type) {
    assertThat(TextFormat.accepted(accept).contentType()).startsWith(type);
  }

  private static String client(ExpositionFormatWriter writer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MetricSnapshots snapshots =
        MetricSnapshots.of(
            FAMILIES.stream().map(TextFormatTest::snapshot).toArray(GaugeSnapshot[]::new));
    writer.write(out, snapshots, EscapingScheme.UNDERSCORE_ESCAPING);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static GaugeSnapshot snapshot(Family family) {
    GaugeSnapshot.Builder builder = GaugeSnapshot.builder().name(family.name()).help(family.help());
    for (Family.Sample sample : family.samples()) {
      String[] pairs =
          sample.labels().entrySet().stream()
              .flatMap(label -> Stream.of(label.getKey(), label.getValue()))
              .toArray(String[]::new);
      builder.dataPoint(new GaugeDataPointSnapshot(sample.value(), Labels.of(pairs), null));
    }
    return builder.build();
  }

  /** Lines whose numbers are compared as numbers; the client sorts samples by their labels. */
  private static List<String> numbered(String text) {
    return text.lines()
        .map(
            line -> {
              int blank = line.lastIndexOf(' ');
              return line.startsWith("#")
                  ? line
                  : line.substring(0, blank + 1)
                      + Map.of("+Inf", "Infinity", "-Inf", "-Infinity")
                          .getOrDefault(line.substring(blank + 1), line.substring(blank + 1))
                          .transform(number -> Double.toString(Double.parseDouble(number)));
            })
        .sorted()
        .toList();
  }
}
