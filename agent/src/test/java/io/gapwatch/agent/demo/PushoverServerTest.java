package io.gapwatch.agent.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.demo.PushoverServer.Quota;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * That the stand-in rejects what the vendor rejects: without it the channel's tests prove nothing.
 */
class PushoverServerTest {
  private static final String WHO = "token=T&user=U&";
  private static final String FIRE = URLEncoder.encode("🔥", StandardCharsets.UTF_8);
  private final PushoverServer server = new PushoverServer("T", "U");
  private final Client client = new Client();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void takesAMessage() {
    HttpResponse<String> answer = send(WHO + "message=hello&title=hi");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).matches("\\{\"status\":1,\"request\":\"[0-9a-f-]{36}\"}");
    assertThat(server.messages()).hasSize(1);
    assertThat(server.messages().get(0).title()).isEqualTo("hi");
    assertThat(server.messages().get(0).message()).isEqualTo("hello");
    assertThat(server.messages().get(0).priority()).isZero();
  }

  @Test
  void validatesAUserWithoutSendingAnything() {
    URI validate = server.uri().resolve("/1/users/validate.json");

    HttpResponse<String> known = client.post(validate, "token=T&user=U");
    assertThat(known.statusCode()).isEqualTo(200);
    assertThat(known.body()).contains("\"status\":1", "\"devices\":[\"phone\"]");
    assertThat(client.post(validate, "token=T&user=U&device=phone").statusCode()).isEqualTo(200);

    HttpResponse<String> stranger = client.post(validate, "token=T&user=other");
    assertThat(stranger.statusCode()).isEqualTo(400);
    assertThat(stranger.body()).startsWith("{\"user\":\"invalid\"");
    HttpResponse<String> device = client.post(validate, "token=T&user=U&device=tablet");
    assertThat(device.statusCode()).isEqualTo(400);
    assertThat(device.body()).startsWith("{\"device\":\"invalid for this user\"");
    assertThat(client.post(validate, "token=other&user=U").statusCode()).isEqualTo(400);
    assertThat(client.post(validate.resolve("?token=T"), "user=U").statusCode()).isEqualTo(400);

    assertThat(server.messages()).isEmpty();
    assertThat(server.validations()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user=U&message=x", "token=other&user=U&message=x"})
  void rejectsAnotherToken(String form) {
    assertThat(rejection(form))
        .startsWith(
            "{\"token\":\"invalid\",\"errors\":[\"application token is invalid, "
                + "see https://pushover.net/api\"],\"status\":0,\"request\":\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"token=T&message=x", "token=T&user=other&message=x"})
  void rejectsAnotherUser(String form) {
    assertThat(rejection(form))
        .startsWith("{\"user\":\"invalid\",\"errors\":[\"user identifier is");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "title=no+message, message cannot be blank",
        "message=, message cannot be blank",
        "message=+%0A, message cannot be blank",
        "message=x&priority=3, priority is invalid",
        "message=x&priority=high, priority is invalid",
        "message=x&priority=2, retry must be supplied",
        "message=x&priority=2&retry=60, expire must be supplied",
        "message=x&priority=2&expire=60, retry must be supplied",
        "message=x&priority=2&retry=29&expire=3600, retry must be at least 30",
        "message=x&priority=2&retry=30&expire=10801, expire must be at most 10800",
        "message=x&timestamp=now, timestamp must be supplied as a number",
        "message=x&ttl=1h, ttl must be supplied as a number",
        "message=x&device=my+phone, device is invalid",
        "message=x&device=abcdefghijklmnopqrstuvwxyz, device is invalid",
        "message=x&html=1&monospace=1, html cannot be used with monospace"
      })
  void rejectsWhatTheVendorRejects(String form, String error) {
    assertThat(rejection(WHO + form)).contains("\"status\":0").contains(error);
    assertThat(server.errors()).hasSize(1);
    assertThat(server.messages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"message, 1024", "title, 250", "url, 512", "url_title, 100"})
  void countsLengthsInCodePoints(String field, int limit) {
    String text = field.equals("message") ? "" : "message=x&";

    assertThat(send(WHO + text + field + "=" + FIRE.repeat(limit)).statusCode()).isEqualTo(200);
    assertThat(rejection(WHO + text + field + "=" + FIRE.repeat(limit + 1)))
        .contains(field + " is too long, maximum is " + limit);
  }

  @Test
  void rejectsParametersInTheAddress() {
    HttpResponse<String> answer =
        client.post(at("/1/messages.json?token=T&user=U&message=x"), WHO + "message=x");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("parameters belong in the body");
    assertThat(server.messages()).isEmpty();
  }

  @Test
  void knowsNoOtherResource() {
    assertThat(client.post(at("/1/glances.json"), WHO).statusCode()).isEqualTo(404);
    assertThat(client.ask("GET", at("/1/messages.json"), "").statusCode()).isEqualTo(404);
  }

  @Test
  void issuesAReceiptForAnEmergencyAndCallsItOff() {
    HttpResponse<String> answer = send(WHO + "message=x&priority=2&retry=30&expire=10800");
    String receipt = server.messages().get(0).receipt().orElseThrow();

    assertThat(receipt).matches("[A-Za-z0-9]{30}");
    assertThat(answer.body()).contains("\"receipt\":\"" + receipt + "\"");

    URI cancel = at("/1/receipts/" + receipt + "/cancel.json");
    assertThat(client.post(cancel, "").statusCode()).isEqualTo(400);
    assertThat(server.cancelled()).isEmpty();
    assertThat(client.post(cancel, "token=T").statusCode()).isEqualTo(200);
    assertThat(server.cancelled()).containsExactly(receipt);
  }

  @Test
  void doesNotCallOffAReceiptItNeverIssued() {
    assertThat(client.post(at("/1/receipts/abc/cancel.json"), "token=T").statusCode())
        .isEqualTo(404);
    assertThat(server.cancelled()).isEmpty();
  }

  @Test
  void tellsItsQuota() {
    server.announce(new Quota(10_000, 7_496, Instant.ofEpochSecond(1_793_491_200)));

    HttpResponse<String> answer = send(WHO + "message=x");

    assertThat(answer.headers().firstValue("X-Limit-App-Limit")).contains("10000");
    assertThat(answer.headers().firstValue("X-Limit-App-Remaining")).contains("7496");
    assertThat(answer.headers().firstValue("X-Limit-App-Reset")).contains("1793491200");
  }

  @Test
  void failsAsOftenAsItIsTold() {
    server.failNext(1, Fault.SERVER_ERROR);
    server.failNext(1, Fault.TOO_MANY);
    server.failNext(1, Fault.REJECTION);

    assertThat(send(WHO + "message=x").statusCode()).isEqualTo(500);
    assertThat(send(WHO + "message=x").statusCode()).isEqualTo(429);
    assertThat(send(WHO + "message=x").statusCode()).isEqualTo(400);
    assertThat(server.messages()).isEmpty();
    assertThat(send(WHO + "message=x").statusCode()).isEqualTo(200);
    assertThat(server.requests()).isEqualTo(4);
  }

  @Test
  void dropsAConnection() {
    server.failNext(1, Fault.DROP);

    assertThatThrownBy(() -> send(WHO + "message=x")).isInstanceOf(UncheckedIOException.class);
  }

  private String rejection(String form) {
    HttpResponse<String> answer = send(form);
    assertThat(answer.statusCode()).isEqualTo(400);
    return answer.body();
  }

  private HttpResponse<String> send(String form) {
    return client.post(at("/1/messages.json"), form);
  }

  private URI at(String path) {
    return URI.create(server.uri() + path);
  }
}
