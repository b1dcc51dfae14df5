package io.gapwatch.infra.compose;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program of the stack on loopback, which says in its log where it listens. */
final class Daemon implements AutoCloseable {
  private static final Pattern LISTENING =
      Pattern.compile("Listening on\"? address=(?:\\[::]|127\\.0\\.0\\.1):(\\d+)");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final URI uri;

  Daemon(String... command) throws IOException {
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    uri = listening();
  }

  private URI listening() throws IOException {
    BufferedReader log = process.inputReader(UTF_8);
    List<String> said = new ArrayList<>();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      said.add(line);
      Matcher address = LISTENING.matcher(line);
      if (address.find()) {
        Thread rest = new Thread(() -> log.lines().forEach(more -> {}), "a daemon's log");
        rest.setDaemon(true);
        rest.start();
        return URI.create("http://127.0.0.1:" + address.group(1));
      }
    }
    throw new IOException("it did not start: " + said);
  }

  /** What it answers; missing as long as it is not ready. */
  JsonNode get(String path) throws IOException, InterruptedException {
    LockSupport.parkNanos(100_000_000);
    HttpResponse<String> answer =
        http.send(HttpRequest.newBuilder(uri.resolve(path)).build(), BodyHandlers.ofString());
    return answer.statusCode() == 200
        ? new ObjectMapper().readTree(answer.body())
        : MissingNode.getInstance();
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
  }
}
