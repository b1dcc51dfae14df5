package io.gapwatch.agent.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.notify.Heartbeat.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that throws back at us whatever we say, with every kind of status. */
class SecretsStaySecretTest {
  private static final String TOKEN = "PLANTEDtokenPLANTEDtokenPLANTE";
  private static final String USER = "PLANTEDuserPLANTEDuserPLANTEDu";
  private static final String PING = "PLANTED-a1b2-4c3d-8e4f-112233445566";
  private final List<String> addresses = new CopyOnWriteArrayList<>();
  private final HttpServer server = listening();
  private volatile int status;

  private static HttpServer listening() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException cannotListen) {
      throw new UncheckedIOException(cannotListen);
    }
  }

  @BeforeEach
  void start() {
    server.createContext("/", this::echo);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "200, Failed",
    "201, Failed",
    "301, Failed",
    "400, Refused",
    "401, Refused",
    "403, Refused",
    "404, Refused",
    "429, Failed",
    "500, Failed",
    "503, Failed"
  })
  void whateverTheServerSays(int answered, String outcome) {
    status = answered;

    assertThat(tellsNoSecret(base()).getClass().getSimpleName()).isEqualTo(outcome);

    assertThat(addresses)
        .contains("/1/messages.json", "/1/receipts/receipt/cancel.json")
        .allSatisfy(address -> assertThat(address).doesNotContain(TOKEN, USER));
  }

  /** All of them, whatever they keep secret: an address, a part of it, a header or the body. */
  @ParameterizedTest
  @CsvSource({
    "301, Failed",
    "307, Failed",
    "400, Refused",
    "401, Refused",
    "403, Refused",
    "404, Refused",
    "408, Failed",
    "410, Refused",
    "429, Failed",
    "500, Failed",
    "503, Failed"
  })
  void whateverAnyVendorSays(int answered, String outcome) {
    status = answered;
    Message message =
        Samples.message(Status.CRITICAL, List.of(), Samples.opened("1", Samples.gap(1, 2)));

    for (Messenger messenger : Planted.messengers(base())) {
      Delivery sent = messenger.send(message);

      assertThat(sent.getClass().getSimpleName()).as("%s: %s", messenger, sent).isEqualTo(outcome);
      assertThat(List.of(messenger, sent, messenger.test()).toString()).doesNotContain("BURIED");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:1", "https://127.0.0.1:1"})
  void whenNoVendorIsThere(URI nowhere) {
    Message message = Samples.message(Status.OK, List.of());

    for (Messenger messenger : Planted.messengers(nowhere)) {
      List<Delivery> all = List.of(messenger.send(message), messenger.test());

      assertThat(all)
          .as("%s", messenger)
          .allSatisfy(one -> assertThat(one).isInstanceOf(Delivery.Failed.class));
      assertThat(all.toString()).doesNotContain("BURIED");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:1", "http://[::1]:1", "https://127.0.0.1:1"})
  void whenNobodyIsThere(URI nowhere) {
    assertThat(tellsNoSecret(nowhere)).isInstanceOf(Delivery.Failed.class);
  }

  /** Returns how the sending of a message ended. */
  private Delivery tellsNoSecret(URI api) {
    Messenger pushover = Channels.pushover(api, TOKEN, USER, "");
    Heartbeat healthchecks =
        Channels.healthchecks(
            "https://hc-ping.invalid/" + PING, Retry.NEVER, "timeout: 5s, api: \"" + api + "\"");
    Message message =
        Samples.message(Status.CRITICAL, List.of(), Samples.opened("1", Samples.gap(1, 2)));

    Delivery sent = pushover.send(message);
    List<Object> all =
        List.of(
            pushover,
            healthchecks,
            sent,
            pushover.cancel("receipt"),
            healthchecks.start(UUID.randomUUID()),
            healthchecks.end(UUID.randomUUID(), Ending.SUCCESS, "report"));

    assertThat(all).allSatisfy(one -> assertThat(one.toString()).doesNotContain("PLANTED"));
    return sent;
  }

  private void echo(HttpExchange exchange) throws IOException {
    try (exchange) {
      addresses.add(exchange.getRequestURI().toString());
      String headers = String.valueOf(exchange.getRequestHeaders().get("Authorization"));
      String said =
          headers
              + exchange.getRequestURI()
              + " "
              + new String(exchange.getRequestBody().readAllBytes(), UTF_8)
                  .replace("\\", "")
                  .replace("\"", "'");
      byte[] body =
          ("{\"status\":0,\"receipt\":\"%s\",\"errors\":[\"%s\"],\"message\":\"%2$s\","
                  + "\"description\":\"%2$s\",\"error\":\"%2$s\"}")
              .formatted(TOKEN, said)
              .getBytes(UTF_8);
      exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/" + TOKEN);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }
}
