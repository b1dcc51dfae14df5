package io.gapwatch.infra.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.web.LoopbackServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthcheckApiTest {
  @SuppressWarnings("NullAway.Init")
  private LoopbackServer server;

  private int status = 201;
  private String answer = "{\"ping_url\": \"https://hc.example/uuid\"}";
  private String asked = "";
  private String path = "";

  @BeforeEach
  void serve() throws IOException {
    server =
        new LoopbackServer(
            exchange -> {
              asked = LoopbackServer.body(exchange);
              path = exchange.getRequestURI().getPath();
              boolean known = exchange.getRequestHeaders().getFirst("X-Api-Key").startsWith("key");
              LoopbackServer.answer(exchange, known ? status : 401, answer);
            });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theCheckIsMadeOnceForAllChannelsWithThreeIntervalsOfGrace() throws IOException {
    assertThat(api("key").upsert("gapwatch-dev", Duration.ofHours(3)))
        .isEqualTo("https://hc.example/uuid");

    JsonNode body = new ObjectMapper().readTree(asked);
    assertThat(path).isEqualTo("/api/v3/checks/");
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
    answer = "";
    assertThatThrownBy(() -> api("key").upsert("x", Duration.ofHours(3)))
        .hasMessageContaining("all its checks")
        .hasMessageContaining("a proxy in between refuses");
  }

  /** Healthchecks refuses a key in JSON, and a check too many without a word. */
  @ParameterizedTest
  @CsvSource({
    "401,<html>",
    "401,Unauthorized",
    "401,''",
    "403,' <!DOCTYPE html><p>Sign in'",
    "403,Forbidden"
  })
  void aRefusalInOtherWordsIsNotThatOfHealthchecks(int refusal, String words) {
    status = refusal;
    answer = words;

    assertThatThrownBy(() -> api("key").upsert("x", Duration.ofHours(3)))
        .isInstanceOf(InfraException.class)
        .hasMessage(
            "%s answered HTTP %d in words that are not those of Healthchecks; is a proxy in between?"
                .formatted(server.address(), refusal));
  }

  @Test
  void aPageIsNoAnswerOfHealthchecks() {
    answer = "<html>" + "\n x".repeat(5_000);
    for (int each : List.of(200, 400)) {
      status = each;

      assertThatThrownBy(() -> api("key").upsert("x", Duration.ofHours(3)))
          .hasMessageContaining("is a proxy in between?")
          .hasMessageNotContaining("html");
    }
    status = 404;
    assertThatThrownBy(() -> api("key").upsert("x", Duration.ofHours(3)))
        .hasMessageContaining("answered HTTP 404; check its address");
  }

  @Test
  void theServersReasonIsTold() {
    status = 400;
    answer = "{\"error\": \"json validation error: timeout is too small\"}";
    assertThatThrownBy(() -> api("key").upsert("x", Duration.ofSeconds(10)))
        .hasMessage(
            "Healthchecks refused the check (HTTP 400): json validation error: timeout is too"
                + " small");

    answer = "no: " + "x\n".repeat(5_000);
    assertThatThrownBy(() -> api("key").upsert("x", Duration.ofSeconds(10)))
        .hasMessageMatching("Healthchecks refused the check .*: no: (x )+x?…");
  }

  @Test
  void theServersReasonDoesNotRepeatTheKey() {
    status = 400;
    answer = "{\"error\": \"bad key key-of-the-project\"}";
    assertThatThrownBy(() -> api("key-of-the-project\n").upsert("x", Duration.ofHours(3)))
        .hasMessageEndingWith("(HTTP 400): bad key <secret>");
  }

  @Test
  void aServerBelowAPathKeepsIt() {
    new HealthcheckApi(server.address().resolve("/sub"), new Secret("key"))
        .upsert("x", Duration.ofHours(3));

    assertThat(path).isEqualTo("/sub/api/v3/checks/");
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
    answer = "{}";

    assertThatThrownBy(() -> api("key").upsert("x", Duration.ofHours(3)))
        .hasMessageContaining("without a ping_url");
  }

  private HealthcheckApi api(String key) {
    return new HealthcheckApi(server.address(), new Secret(key));
  }
}
