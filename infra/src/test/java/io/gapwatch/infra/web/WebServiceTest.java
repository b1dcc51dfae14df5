package io.gapwatch.infra.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebServiceTest {
  private static final Duration SHORT = Duration.ofSeconds(1);

  @Test
  void theAnswerComesWhateverItsStatus() throws IOException {
    try (LoopbackServer server =
        new LoopbackServer(
            exchange ->
                LoopbackServer.answer(exchange, 503, exchange.getRequestURI().toString()))) {
      WebService service = new WebService("Example", server.address());

      HttpResponse<String> answer = service.send("/a?b=c", request -> request);

      assertThat(answer.body()).isEqualTo("/a?b=c");
      assertThat(service.unexpected(answer))
          .hasMessage(
              "Example at %s answered HTTP 503; try again in a minute".formatted(server.address()));
    }
  }

  /** The JDK's client takes it for broken where it has an authenticator. */
  @Test
  void aRefusalThatNamesNoSchemeIsAnAnswer() throws IOException {
    try (LoopbackServer server =
        new LoopbackServer(exchange -> LoopbackServer.answer(exchange, 401, "no"))) {
      WebService service = new WebService("Example", server.address());

      assertThat(service.send("/", request -> request).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void aServiceBelowAPathKeepsIt() {
    assertThat(new WebService("Example", URI.create("https://host/sub")).at("/api"))
        .isEqualTo(URI.create("https://host/sub/api"));
    assertThat(new WebService("Example", URI.create("https://host/sub/")).at("/api?a=b"))
        .isEqualTo(URI.create("https://host/sub/api?a=b"));
  }

  @Test
  void aServiceThatIsAwayIsNamed() throws IOException {
    LoopbackServer server = new LoopbackServer(exchange -> {});
    URI address = server.address();
    server.close();

    assertThatThrownBy(() -> new WebService("Example", address).send("/", request -> request))
        .isInstanceOf(InfraException.class)
        .hasMessage(
            "could not reach Example at %s: connection refused; check this machine's"
                + " network and the address",
            address);
  }

  @Test
  void aNameThatNobodyKnowsIsSaid() {
    WebService service = new WebService("Example", URI.create("http://nowhere.invalid"));

    assertThatThrownBy(() -> service.send("/", request -> request))
        .hasMessageContaining("its name is not known here");
  }

  @Test
  void anAnswerThatDripsEndsAtTheDeadline() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread dripping = new Thread(() -> drip(server));
      dripping.setDaemon(true);
      dripping.start();
      URI address = URI.create("http://127.0.0.1:" + server.getLocalPort());

      assertThatThrownBy(
              () ->
                  new WebService("Example", address, SHORT, Map.of()).send("/", request -> request))
          .hasMessage(
              "could not reach Example at %s: no complete answer within 1 s; check this machine's"
                  + " network and the address",
              address);
    }
  }

  @Test
  void anAnswerWithoutEndIsGivenUp() throws IOException {
    try (LoopbackServer server =
        new LoopbackServer(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              byte[] much = new byte[1 << 20];
              for (int i = 0; i < 1 << 14; i++) {
                exchange.getResponseBody().write(much);
              }
            })) {
      WebService service = new WebService("Example", server.address());

      assertThatThrownBy(() -> service.send("/", request -> request))
          .hasMessageContaining("the answer is longer than 4,194,304 bytes");
    }
  }

  /** A byte of a header now and then: each read succeeds, and the answer never comes. */
  private static void drip(ServerSocket server) {
    try (Socket client = server.accept()) {
      client.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
      while (true) {
        client.getOutputStream().write("X: y\r\n".getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
        Thread.sleep(20);
      }
    } catch (IOException | InterruptedException gone) {
      // The client has given up.
    }
  }
}
