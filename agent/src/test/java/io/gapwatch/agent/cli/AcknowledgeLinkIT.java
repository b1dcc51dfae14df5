package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.Gapwatch;
import io.gapwatch.agent.link.AcknowledgeLink;
import io.gapwatch.agent.link.SigningKey;
import java.io.BufferedReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The link of a message, followed by a browser and by programs that look at every link. */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AcknowledgeLinkIT {
  private static final Pattern LINK =
      Pattern.compile("Acknowledge ([a-z]{5}): https://status\\.example\\.org/gap(/ack/[\\w/-]+)");
  private static final Pattern SERVING =
      Pattern.compile("serving on (http://127\\.0\\.0\\.1:\\d+)/");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Instant now = Instant.now();
  private final Path folder;

  AcknowledgeLinkIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void onlyItsButtonAcknowledgesAndOnlyItsIncident() throws Exception {
    configure();
    assertThat(gapwatch("run", "box").code()).isEqualTo(1);
    Matcher told = LINK.matcher(Files.readString(folder.resolve("told.json")));
    assertThat(told.find()).isTrue();
    String id = told.group(1);
    String link = told.group(2);
    Process watch = watch();
    try (BufferedReader output = watch.inputReader()) {
      String server = serving(output);

      assertThat(look(server + link))
          .returns(200, HttpResponse::statusCode)
          .satisfies(
              page ->
                  assertThat(page.body())
                      .contains("Nobody has acknowledged it yet.", "Incident " + id, "<button"));
      assertThat(send(server + link, "HEAD", BodyPublishers.noBody()).statusCode()).isEqualTo(200);
      assertThat(gapwatch("incidents").out()).as("a look").doesNotContain("acknowledged");

      assertThat(look(server + "/").statusCode())
          .as("what is not signed wants a token")
          .isEqualTo(401);
      assertThat(press(server + link.replaceFirst("/ack/...", "/ack/777"), "ann").statusCode())
          .isEqualTo(404);
      SigningKey key = SigningKey.of(folder.resolve("state")).orElseThrow();
      String incident = link.split("/", -1)[2];
      assertThat(press(server + new AcknowledgeLink(incident, now).path(key), "ann").statusCode())
          .as("expired")
          .isEqualTo(410);
      assertThat(gapwatch("incidents").out()).doesNotContain("acknowledged");

      assertThat(press(server + link, "Ann+%3Cb%3E%0D%0A").body())
          .contains("Acknowledged by Ann &lt;b&gt;. ");
      assertThat(gapwatch("incidents").out()).contains("open, acknowledged by Ann <b>");
      assertThat(look(server + link).body())
          .contains("Already acknowledged by Ann &lt;b&gt;.")
          .doesNotContain("<button");
      assertThat(press(server + link, "second").body())
          .contains("Already acknowledged by Ann &lt;b&gt;.");
      assertThat(gapwatch("incidents").out())
          .contains("open, acknowledged by Ann <b>")
          .doesNotContain("second");
    } finally {
      watch.destroyForcibly();
    }
  }

  @Test
  void callersWhoNeverFinishKeepNobodyOut() throws Exception {
    configure();
    Process watch = watch();
    try (BufferedReader output = watch.inputReader()) {
      URI server = URI.create(serving(output));
      List<Socket> slow = new ArrayList<>();
      for (int caller = 0; caller < 8; caller++) {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
        slow.add(socket);
      }
      assertThat(look(server + "/").statusCode()).isEqualTo(401);
      for (Socket socket : slow) {
        socket.close();
      }
    } finally {
      watch.destroyForcibly();
    }
  }

  private void configure() throws Exception {
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        version: 1
        state: state
        sources: {machine: {type: host}}
        channels:
          tell: {type: command, program: [/bin/sh, -c, "cat > %s"], timeout: 2m}
        jobs:
          box:
            schedule: "0 0 1 1 *"
            notify: [tell]
            checks:
              - {id: disk, type: disk, source: machine, paths: [/], critical: ">0%%"}
        serve: {listen: "127.0.0.1:0", token: "${secret:TOKEN}", address: "https://status.example.org/gap/"}
        """
            .formatted(folder.resolve("told.json")));
  }

  private Process watch() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Gapwatch.class.getName(),
            "watch",
            "--config",
            folder.resolve("gapwatch.yaml").toString());
    builder.environment().put("TOKEN", "hunter2");
    return builder.redirectErrorStream(true).start();
  }

  private static String serving(BufferedReader output) throws Exception {
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.append(line).append('\n');
      Matcher matcher = SERVING.matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    throw new AssertionError("it serves nothing: " + said);
  }

  private Ran gapwatch(String... arguments) {
    return Ran.at(now, folder, Map.of("TOKEN", "hunter2"), false, arguments);
  }

  private HttpResponse<String> look(String address) throws Exception {
    return send(address, "GET", BodyPublishers.noBody());
  }

  private HttpResponse<String> press(String address, String name) throws Exception {
    return send(address, "POST", BodyPublishers.ofString("by=" + name));
  }

  private HttpResponse<String> send(String address, String method, BodyPublisher body)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(address)).method(method, body).build(),
        BodyHandlers.ofString());
  }
}
