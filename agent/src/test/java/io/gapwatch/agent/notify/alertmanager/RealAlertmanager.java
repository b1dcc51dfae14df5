package io.gapwatch.agent.notify.alertmanager;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gapwatch.agent.demo.Answer;
import io.gapwatch.agent.demo.Call;
import io.gapwatch.agent.notify.web.VendorServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Debian's Alertmanager on loopback, and who is told by it. */
final class RealAlertmanager implements AutoCloseable {
  /** Each alert is a group of its own, told at once; nothing is told twice for its age. */
  private static final String CONFIG =
      """
      route:
        receiver: people
        group_by: ['...']
        group_wait: 0s
        group_interval: 1s
        repeat_interval: 24h
      receivers:
        - name: people
          webhook_configs: [{url: "%s", send_resolved: true}]
      """;

  private static final Pattern LISTENING = Pattern.compile("address=(127\\.0\\.0\\.1:\\d+)");

  private final People people = new People();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final URI uri;

  /** Whom Alertmanager tells. */
  private static final class People extends VendorServer {
    @Override
    protected Answer answer(Call call) {
      json(call).path("alerts").forEach(this::take);
      return Answer.text(200, "");
    }
  }

  RealAlertmanager(Path folder) throws IOException {
    Path config =
        Files.writeString(folder.resolve("alertmanager.yml"), CONFIG.formatted(people.uri()));
    process =
        new ProcessBuilder(
                "prometheus-alertmanager",
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:0",
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .start();
    uri = listening();
  }

  private URI listening() throws IOException {
    BufferedReader log = process.inputReader(UTF_8);
    List<String> said = new ArrayList<>();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      said.add(line);
      Matcher address = LISTENING.matcher(line);
      if (address.find()) {
        Thread rest = new Thread(() -> log.lines().forEach(more -> {}), "alertmanager's log");
        rest.setDaemon(true);
        rest.start();
        return URI.create("http://" + address.group(1));
      }
    }
    throw new IOException("Alertmanager did not start: " + said);
  }

  URI uri() {
    return uri;
  }

  /** What people were told, in order: {@code firing blocks 1-2 critical}. */
  List<String> told() {
    return people.taken().stream()
        .map(
            alert ->
                alert.path("status").asText()
                    + " "
                    + alert.at("/labels/subject").asText()
                    + " "
                    + alert.at("/labels/severity").asText())
        .toList();
  }

  /** Waits until people were told so many things; the test's own time-out ends it. */
  List<String> told(int times) {
    while (told().size() < times) {
      Thread.onSpinWait();
    }
    return told();
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return new ObjectMapper()
        .readTree(
            http.send(HttpRequest.newBuilder(uri.resolve(path)).build(), BodyHandlers.ofString())
                .body());
  }

  int post(String path, String json) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(uri.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    people.close();
  }
}
