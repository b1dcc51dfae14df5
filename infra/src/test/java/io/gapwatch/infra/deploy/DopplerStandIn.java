package io.gapwatch.infra.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Doppler's download on loopback; its secrets can be changed between runs. */
final class DopplerStandIn implements AutoCloseable {
  final Map<String, String> secrets = new ConcurrentSkipListMap<>();

  private final HttpServer server;

  DopplerStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v3/configs/config/secrets/download",
        exchange -> {
          byte[] answer = new ObjectMapper().writeValueAsBytes(secrets);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
