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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MattermostTest extends WebMessengerContract {
  private final MattermostServer server = new MattermostServer();
  private final Messenger room = room(MattermostServer.HOOK);

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

  /** Blocks would be an empty post. */
  @Test
  void saysAllInMarkdownAndCallsNobody() {
    room.send(
        Samples.message(
            Status.CRITICAL,
            List.of(),
            Samples.opened(
                "1", Samples.finding("c", Severity.CRITICAL, "@all *a_b* <!here>", "bad", "1"))));

    JsonNode body = server.taken().get(0);
    assertThat(body.has("blocks")).isFalse();
    assertThat(body.path("text").asText())
        .startsWith("**❌ CHAIN UNHEALTHY**\nIssues: C: bad")
        .contains("@\u200ball \\*a\\_b\\* \\<!here\\>");
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

    assertThat(server.taken().get(0).at("/text").asText())
        .contains(
            "Acknowledge kbxmd: https://status.example/ack/01M8/17/a_b-c_d\n",
            "\\_x\\_ https://data.example/@\u200ball");
  }

  @Test
  void aWebhookThatWasRemovedIsRefusedInTheVendorsWords() {
    Messenger gone = room("/hooks/yyygeneratedkeyyyy00000000");

    Delivery refused = new Delivery.Refused("Mattermost refused it (400): Invalid webhook.", true);
    assertThat(gone.send(critical)).isEqualTo(refused);
    assertThat(gone.test()).isEqualTo(refused);
  }

  private Messenger room(String path) {
    return Channels.messenger(
        new SlackType(),
        "{url: \"${secret:U}\", flavor: mattermost}",
        Map.of("U", server.uri() + path));
  }
}
