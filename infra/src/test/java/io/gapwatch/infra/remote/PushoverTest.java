package io.gapwatch.infra.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushoverTest {
  private static final Map<String, String> KEYS =
      Map.of("PUSHOVER_TOKEN", "a+token", "PUSHOVER_USER", "a-user");

  @SuppressWarnings("NullAway.Init")
  private HttpServer server;

  private int status = 200;
  private String asked = "";

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/1/messages.json",
        exchange -> {
          asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theMessageIsSentWithTheKeysOfTheEnvironment() {
    Pushover.of(KEYS, address()).orElseThrow().send("Got it & more");

    assertThat(asked).isEqualTo("token=a%2Btoken&user=a-user&title=gapctl&message=Got+it+%26+more");
  }

  @Test
  void withoutBothKeysThereIsNone() {
    assertThat(Pushover.of(Map.of("PUSHOVER_TOKEN", "a"), address())).isEmpty();
    assertThat(Pushover.of(Map.of("PUSHOVER_TOKEN", "a", "PUSHOVER_USER", ""), address()))
        .isEmpty();
  }

  @Test
  void aRefusalIsSaidWithoutTheKeys() {
    status = 400;

    assertThatThrownBy(() -> Pushover.of(KEYS, address()).orElseThrow().send("Got it"))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("HTTP 400")
        .hasMessageNotContainingAny("a+token", "a-user");
  }

  @Test
  void aServerThatIsAwayIsSaid() {
    server.stop(0);

    assertThatThrownBy(() -> Pushover.of(KEYS, address()).orElseThrow().send("Got it"))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("cannot be reached");
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }
}
