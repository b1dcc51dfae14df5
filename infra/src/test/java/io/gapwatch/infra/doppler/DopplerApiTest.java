package io.gapwatch.infra.doppler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DopplerApiTest {
  private static final List<String> NAMES = List.of("PUSHOVER_TOKEN", "PUSHOVER_USER");

  private HttpServer server;
  private String body = "{}";
  private String asked = "";

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v3/configs/config/secrets/download",
        exchange -> {
          asked = exchange.getRequestURI().getQuery();
          boolean known =
              "Bearer dp.st.good".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] answer = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theNamedSecretsComeInTheirOrderAndNoOthers() {
    body =
        """
        {"PUSHOVER_USER": "u", "DOPPLER_PROJECT": "p", "PUSHOVER_TOKEN": "t"}""";

    assertThat(RequiredSecrets.from(doppler("dp.st.good"), NAMES))
        .containsExactly(
            java.util.Map.entry("PUSHOVER_TOKEN", new Secret("t")),
            java.util.Map.entry("PUSHOVER_USER", new Secret("u")));
    assertThat(asked).contains("format=json");
  }

  @Test
  void oneErrorNamesAllThatAreMissingOrEmpty() {
    body =
        """
        {"PUSHOVER_USER": " ", "OTHER": "hunter2"}""";

    assertThatThrownBy(() -> RequiredSecrets.from(doppler("dp.st.good"), NAMES))
        .isInstanceOf(InfraException.class)
        .hasMessage(
            "nothing is changed, because these secrets are missing or empty: PUSHOVER_TOKEN,"
                + " PUSHOVER_USER. Set them at their origin, or take their names out of"
                + " gapwatch:secrets");
  }

  @Test
  void aRefusedTokenIsSaidAndNotShown() {
    assertThatThrownBy(() -> doppler("dp.st.bad").fetch())
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("refused the service token (HTTP 401)")
        .hasMessageNotContaining("dp.st.bad");
  }

  @Test
  void anAnswerThatIsNoJsonIsNotQuoted() {
    body = "hunter2 is the word";

    assertThatThrownBy(() -> doppler("dp.st.good").fetch())
        .isInstanceOf(InfraException.class)
        .hasNoCause()
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aServerThatIsAwayIsSaid() {
    DopplerApi doppler = doppler("dp.st.good");
    server.stop(0);

    assertThatThrownBy(doppler::fetch)
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("cannot be reached: ConnectException");
  }

  @Test
  void aTokenThatNoHeaderCanCarryIsRefusedWithoutBeingRepeated() {
    assertThatThrownBy(() -> doppler("dp.st.hunter2\nx").fetch())
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("the Doppler service token")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aTokenWithALineEndFromAFileIsGood() {
    assertThat(doppler("dp.st.good\r\n").fetch()).isEmpty();
  }

  @Test
  void aNullIsNoSecret() {
    body = "{\"PUSHOVER_USER\": null, \"PUSHOVER_TOKEN\": \"t\"}";

    assertThatThrownBy(() -> RequiredSecrets.from(doppler("dp.st.good"), NAMES))
        .hasMessageContaining("missing or empty: PUSHOVER_USER.");
  }

  private DopplerApi doppler(String token) {
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new DopplerApi(base, new Secret(token));
  }
}
