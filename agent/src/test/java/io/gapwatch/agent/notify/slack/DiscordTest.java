package io.gapwatch.agent.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.demo.StandIn;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.notify.Channels;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.Samples;
import io.gapwatch.agent.notify.WebMessengerContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscordTest extends WebMessengerContract {
  private final DiscordServer server = new DiscordServer();
  private final Messenger room = room(DiscordServer.HOOK);

  @AfterEach
  void close() {
    server.close();
  }

  @Override
  protected Messenger messenger() {
    return room;
  }

  @Override
  protected List<String> arrived() {
    return server.taken().stream()
        .map(body -> body.path("text").asText().lines().findFirst().orElse("").replace("**", ""))
        .toList();
  }

  @Override
  protected int attempts() {
    return server.requests();
  }

  @Override
  protected StandIn vendor() {
    return server;
  }

  @Override
  protected void failNext() {
    server.failNext(1, Fault.SERVER_ERROR);
  }

  @Override
  protected void refuseNext() {
    server.failNext(1, Fault.REJECTION);
  }

  @Test
  void asksForASavedMessageAndCallsNobody() {
    room.send(
        Samples.message(
            Status.CRITICAL,
            List.of(),
            Samples.opened(
                "1", Samples.finding("c", Severity.CRITICAL, "@everyone *a_b*", "bad", "1"))));

    JsonNode body = server.taken().get(0);
    assertThat(server.calls().get(0).query()).containsEntry("wait", "true");
    assertThat(body.path("text").asText()).isEqualTo("**❌ CHAIN UNHEALTHY**");
    assertThat(body.at("/attachments/0/color").asText()).isEqualTo("#c62828");
    assertThat(body.at("/attachments/0/text").asText())
        .isEqualTo(body.at("/attachments/0/fallback").asText())
        .contains("@\u200beveryone \\*a\\_b\\*");
  }

  /** A backslash in an address would lead elsewhere. */
  @Test
  void anAddressIsNoMarkup() {
    room.send(
        Samples.message(
            Status.CRITICAL,
            List.of(
                "Acknowledge kbxmd: https://status.example/ack/01M8/17/a_b-c_d",
                "_x_ https://data.example/@all"),
            Samples.opened("1", Samples.gap(1, 2))));

    assertThat(server.taken().get(0).at("/attachments/0/text").asText())
        .contains(
            "Acknowledge kbxmd: https://status.example/ack/01M8/17/a_b-c_d\n",
            "\\_x\\_ https://data.example/@\u200ball");
  }

  @Test
  void aWebhookThatWasRemovedIsRefusedInTheVendorsWords() {
    Messenger gone = room("/api/webhooks/1/other");

    Delivery refused = new Delivery.Refused("Discord refused it (404): Unknown Webhook");
    assertThat(gone.send(critical)).isEqualTo(refused);
    assertThat(gone.test()).isEqualTo(refused);
  }

  @Test
  void waitsAsLongAsItsBodySays() {
    server.failNext(1, Fault.TOO_MANY);

    assertThat(room.send(critical))
        .isEqualTo(
            new Delivery.Failed("Discord answered 429", Optional.of(Samples.NOW.plusSeconds(1))));
  }

  private Messenger room(String path) {
    return Channels.messenger(
        new SlackType(),
        "{url: \"${secret:U}\", flavor: discord}",
        Map.of("U", server.uri() + path + "/slack"));
  }
}
