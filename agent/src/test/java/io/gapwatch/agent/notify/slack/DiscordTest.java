package io.gapwatch.agent.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Samples;
import io.gapwatch.agent.notify.web.VendorServer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiscordTest extends MarkdownContract {
  private final DiscordServer server = new DiscordServer();

  DiscordTest() {
    super("discord", DiscordServer.HOOK + "/slack", "/api/webhooks/1/other/slack");
  }

  @Override
  protected VendorServer vendor() {
    return server;
  }

  @Override
  String text(JsonNode post) {
    return post.at("/attachments/0/text").asText();
  }

  @Override
  Delivery gone() {
    return new Delivery.Refused("Discord refused it (404): Unknown Webhook");
  }

  @Test
  void asksForASavedMessageInItsColor() {
    messenger().send(critical);

    JsonNode body = server.taken().get(0);
    assertThat(server.calls().get(0).query()).containsEntry("wait", "true");
    assertThat(body.path("text").asText()).isEqualTo("**❌ CHAIN UNHEALTHY**");
    assertThat(body.at("/attachments/0/color").asText()).isEqualTo("#c62828");
    assertThat(body.at("/attachments/0/fallback").asText()).isEqualTo(text(body));
  }

  @Test
  void waitsAsLongAsItsBodySays() {
    server.failNext(1, Fault.TOO_MANY);

    assertThat(messenger().send(critical))
        .isEqualTo(
            new Delivery.Failed("Discord answered 429", Optional.of(Samples.NOW.plusSeconds(1))));
  }
}
