package io.gapwatch.infra.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthcheckApiTest {
  @SuppressWarnings("NullAway.Init")
  private HttpServer server;

  private int status = 201;
  private String answer = "{\"ping_url\": \"https://hc.example/uuid\"}";
  private String asked = "";

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v3/checks/",
        exchange -> {
          asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean known = "key".equals(exchange.getRequestHeaders().getFirst("X-Api-Key"));
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? status : 401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theCheckIsMadeOnceForAllChannelsWithThreeIntervalsOfGrace() throws IOException {
    assertThat(api("key").upsert("gapwatch-dev", Duration.ofHours(3)))
        .isEqualTo("https://hc.example/uuid");

    JsonNode body = new ObjectMapper().readTree(asked);
    assertThat(body.path("slug").asText()).isEqualTo("gapwatch-dev");
    assertThat(body.path("unique").toString()).isEqualTo("[\"slug\"]");
    assertThat(body.path("timeout").asInt()).isEqualTo(10_800);
    assertThat(body.path("grace").asInt()).isEqualTo(32_400);
    assertThat(body.path("channels").asText()).isEqualTo("*");
  }

  @Test
  void theSlugHasOnlyWhatASlugMayHave() throws IOException {
    api("key").upsert("gapwatch-Prod.eu", Duration.ofHours(3));

    JsonNode body = new ObjectMapper().readTree(asked);
    assertThat(body.path("name").asText()).isEqualTo("gapwatch-Prod.eu");
    assertThat(body.path("slug").asText()).isEqualTo("gapwatch-prod-eu");
  }

  @Test
  void anUpdateIsAsGoodAsANewOne() {
    status = 200;

    assertThat(api("key").upsert("gapwatch-dev", Duration.ofHours(3))).startsWith("https://");
  }

  @Test
  void refusalsAreSaidWithoutTheKey() {
    assertThatThrownBy(() -> api("hunter2").upsert("x", Duration.ofHours(3)))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("HTTP 401")
        .hasMessageNotContaining("hunter2");
    status = 403;
    assertThatThrownBy(() -> api("key").upsert("x", Duration.ofHours(3)))
        .hasMessageContaining("all its checks");
  }

  @Test
  void aKeyThatNoHeaderCanCarryIsRefusedWithoutBeingRepeated() {
    assertThatThrownBy(() -> api("hunter2\nx").upsert("x", Duration.ofHours(3)))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("HEALTHCHECKS_API_KEY")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void anAnswerWithoutAnAddressIsAnError() {
    answer = "<html>";

    assertThatThrownBy(() -> api("key").upsert("x", Duration.ofHours(3)))
        .hasMessageContaining("without a ping_url");
  }

  private HealthcheckApi api(String key) {
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new HealthcheckApi(base, new Secret(key));
  }
}
