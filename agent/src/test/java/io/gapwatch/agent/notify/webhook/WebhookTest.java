package io.gapwatch.agent.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.InvalidConfigException;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.demo.StandIn;
import io.gapwatch.agent.notify.Channels;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.OverHttpContract;
import io.gapwatch.agent.notify.Samples;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest extends OverHttpContract {
  private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String NEW_KEY = "bmV3IGtleSBvZiB0d2VudHktZm91ciBieXRlcyE=";

  /** Long after the run began, as when it waited for a slow check. */
  private final InstantSource clock = InstantSource.fixed(Samples.NOW.plusSeconds(540));

  private final Receiver receiver = new Receiver(KEY, clock);
  private final Messenger webhook = webhook("secret: \"${secret:KEY}\", ping: true", Map.of());

  @AfterEach
  void close() {
    receiver.close();
  }

  @Override
  protected Messenger messenger() {
    return webhook;
  }

  @Override
  protected StandIn vendor() {
    return receiver;
  }

  @Override
  protected Messenger at(URI server, String timeout) {
    return webhook(server, "secret: \"${secret:KEY}\", timeout: " + timeout, Map.of());
  }

  @Override
  protected Messenger stranger() {
    return webhook("secret: \"" + NEW_KEY + "\"", Map.of());
  }

  @Override
  protected List<String> arrived() {
    return receiver.taken().stream().map(event -> event.at("/data/title").asText()).toList();
  }

  /** The answers that others know for this key, so that their libraries verify it. */
  @Test
  void signsAsStandardWebhooksDo() {
    Signature signature = Signature.with("hook", List.of(new Secret("whsec_" + KEY)));
    String body =
        "{\"type\":\"incident.opened\",\"timestamp\":\"2026-11-21T00:00:00Z\","
            + "\"data\":{\"id\":\"abcd\"}}";

    assertThat(
            signature.headers(
                "msg_01", Instant.ofEpochSecond(1763683200), body.getBytes(StandardCharsets.UTF_8)))
        .containsEntry("webhook-id", "msg_01")
        .containsEntry("webhook-timestamp", "1763683200")
        .containsEntry("webhook-signature", "v1,ZkjUZjl0uazDiJXos4ha/hIhH7VfhPHr+3LDdlTJGAM=");
  }

  @Test
  void tellsAProgramWhatPeopleAreTold() {
    webhook.send(critical);

    assertThat(receiver.taken().get(0).path("type").asText()).isEqualTo("changes");
    assertThat(receiver.taken().get(0).at("/data/status").asText()).isEqualTo("critical");
    assertThat(receiver.taken().get(0).at("/data/changes/0/incident/subject").asText())
        .isEqualTo("blocks 1-2");
    assertThat(receiver.calls().get(0).headers())
        .containsEntry("webhook-id", critical.id())
        .containsEntry(
            "webhook-timestamp", Long.toString(Samples.NOW.plusSeconds(540).getEpochSecond()));
  }

  @Test
  void anOldAndANewKeySignWhileOneIsChanged() {
    Messenger changing =
        webhook(
            "secret: \"${secret:NEW}\", oldSecret: \"${secret:KEY}\"",
            Map.of("NEW", "whsec_" + NEW_KEY));

    assertThat(changing.send(critical)).isEqualTo(Delivery.delivered());
    assertThat(receiver.calls().get(0).headers().get("webhook-signature"))
        .matches("v1,\\S+ v1,\\S+");
  }

  @Test
  void aReceiverWithAnotherKeyRefuses() {
    assertThat(stranger().send(critical))
        .isEqualTo(new Delivery.Refused("the webhook refused it (401): check its credentials"));
  }

  @Test
  void withoutAPingNothingIsKnown() {
    Delivery tested = webhook("secret: \"${secret:KEY}\"", Map.of()).test();

    assertThat(tested).isInstanceOf(Delivery.Failed.class);
    assertThat(receiver.requests()).isZero();
  }

  @Test
  void headersAreAdded() {
    Messenger guarded =
        webhook(
            "secret: \"${secret:KEY}\", headers: {Authorization: \"Bearer ${secret:T}\", X-Team:"
                + " a}",
            Map.of("T", "opensesame"));

    assertThat(guarded.send(critical)).isEqualTo(Delivery.delivered());
    assertThat(receiver.calls().get(0).headers())
        .containsEntry("authorization", "Bearer opensesame")
        .containsEntry("x-team", "a");
  }

  @Test
  void theSecretsOfHeadersAreFetchedWithTheOthers() {
    Settings settings =
        SettingsOf.yaml(
            new WebhookType(clock).shape(),
            "{url: \"${secret:A}\", headers: {X-One: \"${secret:B}\", X-Two: open}}");

    assertThat(settings.secretNames()).containsExactlyInAnyOrder("A", "B");
    assertThat(settings.keysInClear()).containsExactly("headers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"two\nlines", "täg"})
  void aHeaderThatCouldNotTravelIsAnErrorWithoutItsValue(String value) {
    assertThatThrownBy(
            () -> webhook("headers: {Authorization: \"${secret:T}\"}", Map.of("T", value)))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("header Authorization must be one line of ASCII")
        .hasMessageNotContaining(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host", "content-type", "Webhook-Signature"})
  void headersOfItsOwnAreNotForTheFile(String name) {
    assertThatThrownBy(() -> webhook("headers: {" + name + ": x}", Map.of()))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("headers must not have " + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"whsec_short", "aGVsbG8=", "not base64 at all, but long enough for it"})
  void aKeyOfAnotherFormIsAnErrorWithoutIt(String key) {
    assertThatThrownBy(() -> webhook("secret: \"${secret:BAD}\"", Map.of("BAD", key)))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("openssl rand -base64 32")
        .hasMessageNotContaining(key);
  }

  @Test
  void theReceiverSaysWhenToTryAgain() {
    receiver.failNext(1, Fault.TOO_MANY);

    assertThat(webhook.send(critical))
        .isEqualTo(
            new Delivery.Failed(
                "the webhook answered 429: rate_limited",
                Optional.of(Samples.NOW.plusSeconds(30))));
  }

  private Messenger webhook(String keys, Map<String, String> more) {
    return webhook(receiver.uri(), keys, more);
  }

  private Messenger webhook(URI server, String keys, Map<String, String> more) {
    Map<String, String> secrets = new HashMap<>(more);
    secrets.put("URL", server + "/hook");
    secrets.put("KEY", KEY);
    return Channels.messenger(
        new WebhookType(clock), "{url: \"${secret:URL}\", " + keys + "}", secrets);
  }
}
