package io.gapwatch.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.FreePort;
import io.gapwatch.agent.cli.Ran;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the real Prometheus and node-exporter make of the file. */
@Timeout(300)
class PrometheusIT {
  private final Path folder;
  private final Path textfiles;
  private final List<Process> started = new ArrayList<>();

  PrometheusIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.textfiles = Files.createDirectory(folder.resolve("textfiles"));
    Watched.configure(folder, "metrics: {textfile: textfiles/gapwatch.prom}");
    assertThat(Ran.gapwatch(folder, "run", "chain").code()).isEqualTo(2);
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (Process process : started) {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void promtoolFindsNothingToCorrect() throws IOException, InterruptedException {
    Process promtool =
        new ProcessBuilder("promtool", "check", "metrics")
            .redirectInput(textfiles.resolve("gapwatch.prom").toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(promtool.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
  }

  @Test
  void prometheusHasThemThroughNodeExporter() throws IOException, InterruptedException {
    int exporter = FreePort.number();
    start(
        "prometheus-node-exporter",
        "--collector.disable-defaults",
        "--collector.textfile",
        "--collector.textfile.directory=" + textfiles,
        "--web.listen-address=127.0.0.1:" + exporter);
    int prometheus = FreePort.number();
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 1s}
        scrape_configs:
          - job_name: node
            honor_labels: true
            static_configs: [{targets: ["127.0.0.1:%d"]}]
        """
            .formatted(exporter));
    start(
        "prometheus",
        "--config.file=" + config,
        "--storage.tsdb.path=" + folder.resolve("tsdb"),
        "--web.listen-address=127.0.0.1:" + prometheus);
    String base = "http://127.0.0.1:" + prometheus + "/api/v1/query?query=";
    String missing = awaitSample(base, "gapwatch_gaps_missing{check=\"holes\",job=\"chain\"}");
    assertThat(missing).contains("\"3\"");
    assertThat(get(base + encoded("node_textfile_scrape_error"))).contains("\"0\"");
    // The alerts of docs/metrics.md.
    assertThat(get(base + encoded("time() > gapwatch_run_next_due_timestamp_seconds + 1800")))
        .contains("\"job\":\"chain\"");
    assertThat(get(base + encoded("gapwatch_check_status{status=\"unknown\"} == 1")))
        .contains("\"check\":\"gone\"")
        .doesNotContain("\"check\":\"blocks\"");
  }

  private void start(String... command) throws IOException {
    started.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Files.createTempFile(folder, command[0], ".log").toFile())
            .start());
  }

  private static String awaitSample(String base, String query)
      throws IOException, InterruptedException {
    String answer = "";
    while (!answer.contains("\"value\"")) {
      TimeUnit.MILLISECONDS.sleep(100);
      answer = get(base + encoded(query));
    }
    return answer;
  }

  private static String encoded(String query) {
    return URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  /** The body; empty while nobody answers yet. */
  private static String get(String address) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
    connection.setConnectTimeout(5000);
    connection.setReadTimeout(30000);
    try {
      return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException notYet) {
      return "";
    }
  }
}
