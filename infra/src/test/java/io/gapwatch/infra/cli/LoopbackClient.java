package io.gapwatch.infra.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Asks programs on loopback, which may be about to start; the test's time-out ends all waiting. */
final class LoopbackClient {
  private final HttpClient http = HttpClient.newHttpClient();

  /** Missing as long as nobody answers. */
  JsonNode get(int port, String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build())
        .orElseGet(MissingNode::getInstance);
  }

  /** Posts until it is taken. */
  void post(int port, String path, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    await(request);
  }

  /** Asks until it is answered with success. */
  JsonNode await(HttpRequest request) throws IOException, InterruptedException {
    Optional<JsonNode> answer = send(request);
    while (answer.isEmpty()) {
      pause();
      answer = send(request);
    }
    return answer.get();
  }

  /** Empty without success; an answer without a text is a missing node. */
  private Optional<JsonNode> send(HttpRequest request) throws IOException, InterruptedException {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode() / 100 == 2
          ? Optional.of(new ObjectMapper().readTree(answer.body()))
          : Optional.empty();
    } catch (ConnectException e) {
      return Optional.empty();
    }
  }

  static void pause() {
    LockSupport.parkNanos(100_000_000);
  }
}
