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
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlackTest extends WebMessengerContract {
  private final SlackServer server = new SlackServer();
  private final Messenger slack = slack(SlackServer.HOOK);

  @AfterEach
  void close() {
    server.close();
  }

  @Override
  protected Messenger messenger() {
    return slack;
  }

  @Override
  protected List<String> arrived() {
    return server.taken().stream().map(body -> body.at("/blocks/0/text/text").asText()).toList();
  }

  @Override
  protected StandIn vendor() {
    return server;
  }

  @Override
  protected Messenger at(URI server, String timeout) {
    return slack(server, SlackServer.HOOK, timeout);
  }

  @Override
  protected Messenger stranger() {
    return slack("/services/T00000000/B00000000/YYYYYYYYYYYYYYYYYYYYYYYY");
  }

  @Test
  void showsBlocksAndSaysTheSameWhereTheyAreNotShown() {
    slack.send(critical);

    JsonNode body = server.taken().get(0);
    assertThat(body.path("text").asText())
        .startsWith("❌ CHAIN UNHEALTHY\nIssues: BLOCKS: 2 blocks missing\nCRITICAL blocks 1-2")
        .contains("Latest block: 23,765,432");
    assertThat(body.path("blocks")).hasSize(4);
    assertThat(body.at("/blocks/1/text/text").asText()).startsWith("Issues: BLOCKS");
    assertThat(body.at("/blocks/2/text/text").asText()).startsWith("Latest block");
    assertThat(body.at("/blocks/3/elements/0/text").asText())
        .isEqualTo("chain, 2026-11-21 05:15 UTC");
  }

  @Test
  void aNameCallsNobody() {
    slack.send(
        Samples.message(
            Status.CRITICAL,
            List.of(),
            Samples.opened(
                "1", Samples.finding("c", Severity.CRITICAL, "<!channel> & <@U1>", "bad", "1"))));

    JsonNode body = server.taken().get(0);
    assertThat(body.at("/blocks/1/text/text").asText())
        .contains("&lt;!channel&gt; &amp; &lt;@U1&gt;");
    assertThat(body.at("/blocks/1/text/verbatim").asBoolean()).isTrue();
    assertThat(body.path("text").asText()).doesNotContain("<");
  }

  /** Verbatim text has no links but those in angle brackets. */
  @Test
  void aLinkToAcknowledgeCanBePressedAndNoOther() {
    slack.send(
        Samples.message(
            Status.CRITICAL,
            List.of(
                "Acknowledge kbxmd: https://status.example/ack/01M8/17/a_b-c_d",
                "Latest: https://data.example/x|y"),
            Samples.opened("1", Samples.gap(1, 2))));

    assertThat(server.taken().get(0).at("/blocks/2/text/text").asText())
        .isEqualTo(
            "Acknowledge kbxmd: <https://status.example/ack/01M8/17/a_b-c_d>\n"
                + "Latest: https://data.example/x|y");
  }

  @Test
  void aWebhookThatWasRemovedIsRefusedInTheVendorsWord() {
    Messenger gone = slack("/services/T00000000/B00000000/YYYYYYYYYYYYYYYYYYYYYYYY");

    Delivery refused = new Delivery.Refused("Slack refused it (404): no_service");
    assertThat(gone.send(critical)).isEqualTo(refused);
    assertThat(gone.test()).isEqualTo(refused);
  }

  /** 429 is no refusal: neither the alarm nor its end may be lost. */
  @Test
  void waitsAsLongAsItIsAsked() {
    server.failNext(1, Fault.TOO_MANY);

    assertThat(slack.send(critical))
        .isEqualTo(
            new Delivery.Failed(
                "Slack answered 429: rate_limited", Optional.of(Samples.NOW.plusSeconds(30))));
  }

  @Test
  void tellsOfHealthOnlyWhenAsked() {
    assertThat(slack.wantsHealthySummary()).isFalse();
    assertThat(
            Channels.messenger(
                    new SlackType(),
                    "{url: \"${secret:U}\", healthy: true}",
                    Map.of("U", "https://hooks.example/x"))
                .wantsHealthySummary())
        .isTrue();
  }

  private Messenger slack(String path) {
    return slack(server.uri(), path, "60s");
  }

  private static Messenger slack(URI server, String path, String timeout) {
    return Channels.messenger(
        new SlackType(),
        "{url: \"${secret:U}\", timeout: " + timeout + "}",
        Map.of("U", server + path));
  }
}
