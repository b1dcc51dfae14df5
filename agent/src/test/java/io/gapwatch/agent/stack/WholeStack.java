package io.gapwatch.agent.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.FreePort;
import io.gapwatch.agent.secret.vault.VaultServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The programs of the stack with the files that ship, and how a test asks them. */
@SuppressWarnings("try") // Its close waits for programs to end, and may be interrupted.
final class WholeStack implements AutoCloseable {
  private final Path folder;
  private final Loopback programs;
  private final List<Integer> alertmanagers = new ArrayList<>();

  WholeStack(Path folder) {
    this.folder = folder;
    this.programs = new Loopback(folder);
  }

  /** Where node-exporter finds the agent's numbers. */
  Path textfiles() {
    return folder.resolve("textfiles");
  }

  /** The ports of both Alertmanagers. */
  List<Integer> alertmanagers() {
    return alertmanagers;
  }

  List<ProcessHandle> running() {
    return programs.running();
  }

  /** Starts two that know each other. */
  void startAlertmanagers(Path window) throws IOException, InterruptedException {
    int[] gossip = {FreePort.number(), FreePort.number()};
    for (int each = 0; each < 2; each++) {
      int port = FreePort.number();
      alertmanagers.add(port);
      programs.start(
          ShippedStack.alertmanager(
              window, folder.resolve("alerts" + each), port, gossip[each], gossip[1 - each]));
    }
    for (int port : alertmanagers) {
      Loopback.awaitReady(port);
      while (Loopback.get("http://127.0.0.1:" + port + "/api/v2/status").at("/cluster/peers").size()
          < 2) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  /**
   * Starts node-exporter, a Prometheus that receives, and the one that scrapes and sends to it.
   *
   * @return the port of the last
   */
  int startPrometheus(VaultServer vault, People people, int receiver)
      throws IOException, InterruptedException {
    int exporter = FreePort.number();
    List<String> node = new ArrayList<>(List.of("prometheus-node-exporter"));
    node.addAll(ShippedStack.arguments("node-exporter", "--path.rootfs", "--collector.textfile"));
    node.addAll(
        List.of(
            "--collector.textfile.directory=" + textfiles(),
            "--web.listen-address=127.0.0.1:" + exporter));
    programs.start(node);

    Path empty = Files.writeString(folder.resolve("receiver.yml"), "global: {}\n");
    programs.start(
        List.of(
            "prometheus",
            "--config.file=" + empty,
            "--storage.tsdb.path=" + folder.resolve("received"),
            "--web.listen-address=127.0.0.1:" + receiver,
            "--web.enable-remote-write-receiver"));
    Loopback.awaitReady(receiver);

    int port = FreePort.number();
    Path config =
        ShippedStack.prometheus(
            folder,
            Map.of(
                "localhost:9090", "\"127.0.0.1:" + port + "\"",
                "alertmanager:9093",
                    "\"127.0.0.1:%d\", \"127.0.0.1:%d\""
                        .formatted(alertmanagers.get(0), alertmanagers.get(1)),
                "node-exporter:9100", "\"127.0.0.1:" + exporter + "\"",
                "grafana:3000", "\"127.0.0.1:" + people.port() + "\"",
                "vault:8200", "\"127.0.0.1:" + vault.address().getPort() + "\""),
            receiver);
    List<String> command = new ArrayList<>(List.of("prometheus"));
    command.addAll(ShippedStack.arguments("prometheus", "--config.file", "--storage.tsdb.path"));
    command.addAll(
        List.of(
            "--config.file=" + config,
            "--storage.tsdb.path=" + folder.resolve("samples"),
            "--web.listen-address=127.0.0.1:" + port));
    programs.start(command);
    Loopback.awaitReady(port);
    return port;
  }

  /** Sends an alert of the test's own to both Alertmanagers. */
  void control(String name) throws IOException {
    for (int port : alertmanagers) {
      String alert =
          "[{\"labels\": {\"alertname\": \"%s\", \"severity\": \"none\"}}]".formatted(name);
      assertThat(Loopback.post("http://127.0.0.1:" + port + "/api/v2/alerts", alert))
          .isEqualTo(200);
    }
  }

  /** How often an Alertmanager has asked whether its peer told already. */
  static double looksIntoTheLog(int prometheus, int port) throws IOException, InterruptedException {
    return Double.parseDouble(
        value(
            Loopback.await(
                prometheus,
                "alertmanager_nflog_queries_total{instance=\"127.0.0.1:" + port + "\"}")));
  }

  /** Until an Alertmanager has the alert in this state. */
  static void awaitAlert(int port, String name, String state)
      throws IOException, InterruptedException {
    while (true) {
      for (JsonNode alert : Loopback.get("http://127.0.0.1:" + port + "/api/v2/alerts")) {
        if (alert.at("/labels/alertname").asText().equals(name)
            && alert.at("/status/state").asText().equals(state)) {
          return;
        }
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** Until another alert inhibits that of a check of the agent. */
  static void awaitInhibited(int port, String check) throws IOException, InterruptedException {
    while (true) {
      for (JsonNode alert : Loopback.get("http://127.0.0.1:" + port + "/api/v2/alerts")) {
        if (alert.at("/labels/check").asText().equals(check)
            && alert.at("/labels/alertname").asText().equals("GapwatchCheckFails")
            && !alert.at("/status/inhibitedBy").isEmpty()) {
          return;
        }
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  static String value(JsonNode result) {
    return result.at("/0/value/1").asText();
  }

  @Override
  public void close() throws InterruptedException {
    programs.close();
  }
}
