package io.gapwatch.agent.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Whom Alertmanager tells, and, for want of Grafana, a target that Prometheus finds well. */
final class People implements AutoCloseable {
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  People() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          if (exchange.getRequestMethod().equals("POST")) {
            JsonNode message = new ObjectMapper().readTree(exchange.getRequestBody());
            told.add(
                message.path("receiver").asText()
                    + ": "
                    + message.at("/alerts/0/labels/alertname").asText());
          }
          byte[] body = "grafana_build_info 1\n".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** All messages so far, one line each. */
  List<String> told() {
    return List.copyOf(told);
  }

  void await(String message) throws InterruptedException {
    while (!told.contains(message)) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
