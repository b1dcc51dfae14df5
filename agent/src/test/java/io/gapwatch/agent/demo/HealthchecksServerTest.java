package io.gapwatch.agent.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Ping.Signal;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthchecksServerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T05:15:00Z"), ZoneOffset.UTC);
  private final HealthchecksServer server = started(false);
  private final WatchedCheck check =
      server.create("chain", Duration.ofHours(3), Duration.ofHours(9));
  private final Client client = new Client();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', SUCCESS, ",
    "/start, START, ",
    "/fail, FAIL, ",
    "/log, LOG, ",
    "/0, SUCCESS, 0",
    "/1, FAIL, 1",
    "/255, FAIL, 255"
  })
  void takesEverySignalInBothForms(String path, Signal signal, Integer exitStatus) {
    UUID rid = UUID.randomUUID();
    for (URI url : new URI[] {server.pingUrl(check), server.slugUrl(check)}) {
      HttpResponse<String> answer = client.post(URI.create(url + path + "?rid=" + rid), "report");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("OK");
      assertThat(answer.headers().firstValue("Ping-Body-Limit")).contains("100");
    }
    Ping expected =
        new Ping(
            signal, Optional.ofNullable(exitStatus), Optional.of(rid), "report", CLOCK.instant());
    assertThat(server.pings(check)).containsExactly(expected, expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST"})
  void takesEveryMethod(String method) {
    assertThat(client.ask(method, server.pingUrl(check), "").statusCode()).isEqualTo(200);
    assertThat(server.state(check)).isEqualTo(WatchedCheck.State.UP);
  }

  @Test
  void takesNoOtherMethod() {
    assertThat(client.ask("PUT", server.pingUrl(check), "").statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/256", "/-1", "/done", "/start/now", "/fail/"})
  void rejectsAMalformedSignal(String path) {
    HttpResponse<String> byUuid = client.post(URI.create(server.pingUrl(check) + path), "");
    HttpResponse<String> bySlug = client.post(URI.create(server.slugUrl(check) + path), "");

    assertThat(byUuid.statusCode()).isEqualTo(400);
    assertThat(bySlug.statusCode()).isEqualTo(400);
    assertThat(server.pings(check)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/not-a-uuid", "/key/Not%20a%20Slug"})
  void rejectsAMalformedAddress(String path) {
    assertThat(client.post(URI.create(server.uri() + path), "").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "42", "not-a-uuid"})
  void rejectsARunThatIsNoUuid(String rid) {
    URI url = URI.create(server.pingUrl(check) + "?rid=" + rid);

    assertThat(client.post(url, "").statusCode()).isEqualTo(400);
    assertThat(server.pings(check)).isEmpty();
  }

  @Test
  void knowsNoOtherCheck() {
    assertThat(ask("/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    assertThat(ask("/key/other").statusCode()).isEqualTo(404);
    assertThat(ask("/other-key/chain").statusCode()).isEqualTo(404);
    assertThat(ask("/other-key/chain?create=1").statusCode()).isEqualTo(404);
  }

  @Test
  void answersForAnUnknownUuidAsTheHostedServiceDoes() {
    try (HealthchecksServer hosted = started(true)) {
      HttpResponse<String> answer =
          client.post(URI.create(hosted.uri() + "/" + UUID.randomUUID()), "");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("OK (not found)");
    }
  }

  @Test
  void createsACheckThatIsPingedForTheFirstTime() {
    HttpResponse<String> answer = ask("/key/brand-new?create=1");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(server.checks())
        .extracting(WatchedCheck::slug)
        .containsExactly("chain", "brand-new");
    assertThat(server.checks().get(1).timeout()).isEqualTo(Duration.ofDays(1));
    assertThat(server.checks().get(1).grace()).isEqualTo(Duration.ofHours(1));
    assertThat(ask("/key/brand-new?create=1").statusCode()).isEqualTo(200);
    assertThat(server.checks()).hasSize(2);
  }

  @Test
  void cannotTellTwoChecksOfOneSlugApart() {
    server.create("chain", Duration.ofHours(1), Duration.ofHours(1));

    assertThat(client.post(server.slugUrl(check), "").statusCode()).isEqualTo(409);
    assertThat(client.post(server.pingUrl(check), "").statusCode()).isEqualTo(200);
  }

  @Test
  void keepsTheBeginningOfABody() {
    client.post(server.pingUrl(check), "x".repeat(101));

    assertThat(server.pings(check).get(0).body()).isEqualTo("x".repeat(100));
  }

  @Test
  void failsAsOftenAsItIsTold() {
    server.failNext(2, Fault.TOO_MANY);

    assertThat(client.post(server.pingUrl(check), "").statusCode()).isEqualTo(429);
    assertThat(client.post(server.pingUrl(check), "").statusCode()).isEqualTo(429);
    assertThat(client.post(server.pingUrl(check), "").statusCode()).isEqualTo(200);
    assertThat(server.pings(check)).hasSize(1);
  }

  private HttpResponse<String> ask(String path) {
    return client.post(URI.create(server.uri() + path), "");
  }

  private static HealthchecksServer started(boolean hosted) {
    return new HealthchecksServer(new HealthchecksServer.Setup("key", 100, hosted), CLOCK);
  }
}
