package io.gapwatch.agent.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Samples;
import io.gapwatch.agent.notify.web.VendorServer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MattermostTest extends MarkdownContract {
  private final MattermostServer server = new MattermostServer();

  MattermostTest() {
    super("mattermost", MattermostServer.HOOK, "/hooks/yyygeneratedkeyyyy00000000");
  }

  @Override
  protected VendorServer vendor() {
    return server;
  }

  @Override
  String text(JsonNode post) {
    return post.path("text").asText();
  }

  @Override
  Delivery gone() {
    return new Delivery.Refused("Mattermost refused it (400): Invalid webhook.", true);
  }

  @Test
  void saysAllInMarkdown() {
    messenger().send(critical);

    assertThat(text(server.taken().get(0)))
        .startsWith("**❌ CHAIN UNHEALTHY**\nIssues: BLOCKS: 2 blocks missing");
  }

  @Test
  void waitsAsLongAsItIsAsked() {
    server.failNext(1, Fault.TOO_MANY);

    assertThat(messenger().send(critical))
        .isEqualTo(
            new Delivery.Failed(
                "Mattermost answered 429: rate_limited", Optional.of(Samples.NOW.plusSeconds(30))));
  }
}
