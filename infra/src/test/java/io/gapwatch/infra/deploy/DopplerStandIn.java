package io.gapwatch.infra.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gapwatch.infra.web.LoopbackServer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Doppler's download on loopback; its secrets can be changed between runs. */
final class DopplerStandIn implements AutoCloseable {
  final Map<String, String> secrets = new ConcurrentSkipListMap<>();

  private final LoopbackServer server;

  DopplerStandIn() throws IOException {
    server =
        new LoopbackServer(
            exchange ->
                LoopbackServer.answer(
                    exchange, 200, new ObjectMapper().writeValueAsString(secrets)));
  }

  String address() {
    return server.address().toString();
  }

  @Override
  public void close() {
    server.close();
  }
}
