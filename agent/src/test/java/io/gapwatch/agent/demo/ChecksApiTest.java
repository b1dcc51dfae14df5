package io.gapwatch.agent.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksApiTest {
  private static final String CHECK =
      """
      {"name": "Chain", "slug": "chain", "timeout": 10800, "grace": 32400, "channels": "*",
       "unique": ["slug"]}
      """;
  private final HealthchecksServer server =
      new HealthchecksServer(
          new HealthchecksServer.Setup("key", "api-key", 100, false), Clock.systemUTC());
  private final Client client = new Client();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void createsACheckThatCanBePinged() {
    HttpResponse<String> answer = post(CHECK);

    assertThat(answer.statusCode()).isEqualTo(201);
    WatchedCheck check = server.checks().get(0);
    assertThat(check.name()).isEqualTo("Chain");
    assertThat(check.slug()).isEqualTo("chain");
    assertThat(check.timeout()).isEqualTo(Duration.ofHours(3));
    assertThat(check.grace()).isEqualTo(Duration.ofHours(9));
    assertThat(check.channels()).isEqualTo("*");
    assertThat(answer.body())
        .contains("\"ping_url\":\"" + server.pingUrl(check) + "\"")
        .contains("\"status\":\"new\"");
    assertThat(client.post(server.pingUrl(check), "").body()).isEqualTo("OK");
  }

  @Test
  void updatesTheOneThatIsEqualInTheUniqueFields() {
    post(CHECK);

    HttpResponse<String> answer =
        post("{\"slug\": \"chain\", \"grace\": 60, \"unique\": [\"slug\"]}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(server.checks()).hasSize(1);
    assertThat(server.checks().get(0).grace()).isEqualTo(Duration.ofMinutes(1));
    assertThat(server.checks().get(0).timeout()).isEqualTo(Duration.ofHours(3));
    assertThat(server.checks().get(0).channels()).isEqualTo("*");
  }

  @Test
  void createsASecondOneWithoutUnique() {
    post("{\"slug\": \"chain\"}");

    assertThat(post("{\"slug\": \"chain\"}").statusCode()).isEqualTo(201);
    assertThat(server.checks()).hasSize(2);
    assertThat(server.checks().get(0).channels()).isEmpty();
  }

  @Test
  void asksForTheKey() {
    assertThat(client.post(address(), CHECK).statusCode()).isEqualTo(401);
    assertThat(client.post(address(), CHECK, "X-Api-Key", "other").statusCode()).isEqualTo(401);
    assertThat(server.checks()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "timeout, 59, timeout is too small",
    "timeout, 31536001, timeout is too large",
    "grace, 59, grace is too small",
    "grace, 31536001, grace is too large",
    "grace, '\"1h\"', grace is not a number",
    "unique, '[\"uuid\"]', unique has an unexpected value uuid"
  })
  void rejectsWhatIsOutOfRange(String field, String value, String problem) {
    HttpResponse<String> answer = post("{\"%s\": %s}".formatted(field, value));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"error\":\"json validation error: " + problem + "\"}");
    assertThat(server.checks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "slug=chain", "[]"})
  void rejectsWhatIsNoObject(String body) {
    assertThat(post(body).statusCode()).isEqualTo(400);
    assertThat(server.checks()).isEmpty();
  }

  private HttpResponse<String> post(String json) {
    return client.post(address(), json, "X-Api-Key", "api-key");
  }

  private URI address() {
    return URI.create(server.uri() + "/api/v3/checks/");
  }
}
