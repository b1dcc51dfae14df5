package io.gapwatch.infra.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Whom Alertmanager tells, by the name of the receiver. */
final class People implements AutoCloseable {
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  People() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          JsonNode message = new ObjectMapper().readTree(exchange.getRequestBody());
          for (JsonNode alert : message.path("alerts")) {
            told.add(
                message.path("receiver").asText()
                    + ": "
                    + alert.at("/labels/alertname").asText()
                    + " "
                    + alert.at("/labels/severity").asText());
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** Waits until somebody was told so; the test's own time-out ends it. */
  List<String> toldUntil(String last) {
    while (!told.contains(last)) {
      LockSupport.parkNanos(20_000_000);
    }
    return List.copyOf(told);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
