package io.gapwatch.agent.notify.ntfy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.config.InvalidConfigException;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.demo.StandIn;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.notify.Channels;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.Samples;
import io.gapwatch.agent.notify.WebMessengerContract;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NtfyTest extends WebMessengerContract {
  private final NtfyServer server = new NtfyServer();
  private final Messenger ntfy = ntfy(", token: \"${secret:T}\"", NtfyServer.TOKEN);

  @AfterEach
  void close() {
    server.close();
  }

  @Override
  protected Messenger messenger() {
    return ntfy;
  }

  @Override
  protected List<String> arrived() {
    return server.taken().stream().map(body -> body.path("title").asText()).toList();
  }

  @Override
  protected StandIn vendor() {
    return server;
  }

  @Override
  protected Messenger at(URI server, String timeout) {
    return ntfy(server, ", token: \"${secret:T}\", timeout: " + timeout, NtfyServer.TOKEN);
  }

  @Override
  protected Messenger stranger() {
    return ntfy(", token: \"${secret:T}\"", "tk_other");
  }

  @Test
  void saysWhatItIsAndWhereToLook() {
    ntfy(", token: \"${secret:T}\", link: \"https://status.example/\"", NtfyServer.TOKEN)
        .send(critical);

    JsonNode body = server.taken().get(0);
    assertThat(body.path("topic").asText()).isEqualTo("my-pipeline");
    assertThat(body.path("message").asText())
        .startsWith("Issues: BLOCKS: 2 blocks missing\nCRITICAL blocks 1-2");
    assertThat(body.path("tags")).hasToString("[\"chain\",\"critical\"]");
    assertThat(body.path("click").asText()).isEqualTo("https://status.example/");
  }

  @Test
  void ringsByWhatItIs() {
    ntfy.send(critical);
    ntfy.send(
        Samples.message(
            Status.UNKNOWN, List.of(), Samples.opened("1", Samples.unknown("blocks", "down"))));
    ntfy.send(
        Samples.message(
            Status.WARNING,
            List.of(),
            Samples.opened("1", Samples.finding("r", Severity.WARNING, "rate", "low", "3"))));
    ntfy.send(Samples.message(Status.OK, List.of(), Samples.resolved("2", Samples.gap(1, 2))));

    assertThat(server.taken())
        .extracting(body -> body.path("priority").asInt())
        .containsExactly(5, 4, 3, 2);
  }

  /** What JSON escapes counts six times in the document, and once in the message. */
  @Test
  void theWholeDocumentIsShortEnough() {
    Message escaped =
        Message.byHand(Samples.NOW, "\u0001\"".repeat(500), "\u0001\"\\".repeat(3000));

    assertThat(ntfy.send(escaped)).isEqualTo(Delivery.delivered());
    assertThat(ntfy.send(Message.byHand(Samples.NOW, "🔥".repeat(2000), "🔥".repeat(9000))))
        .isEqualTo(Delivery.delivered());
    assertThat(server.taken().get(1).path("message").asText().length()).isGreaterThan(1900);
  }

  @Test
  void aTokenThatIsNotKnownIsRefused() {
    Messenger stranger = ntfy(", token: \"${secret:T}\"", "tk_other");

    assertThat(stranger.send(critical))
        .isEqualTo(new Delivery.Refused("ntfy refused it (401): check its credentials"));
    assertThat(stranger.test())
        .isEqualTo(new Delivery.Refused("ntfy refused it (401): unauthorized"));
  }

  @Test
  void withoutATokenTheServerIsAsked() {
    Messenger open = ntfy("", "");

    assertThat(open.test()).isEqualTo(Delivery.delivered());
    assertThat(open.send(critical))
        .isEqualTo(new Delivery.Refused("ntfy refused it (403): forbidden"));
  }

  @Test
  void anEmptyAllowanceIsNoRefusal() {
    server.failNext(1, Fault.TOO_MANY);

    assertThat(ntfy.send(critical))
        .isEqualTo(new Delivery.Failed("ntfy answered 429: limit reached: too many messages"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"topic: a/b", "topic: \"\"", "topic: a, link: \"ntfy:/x\"", "url: \"https://a\""})
  void whatTheVendorRefusesIsAnErrorOfTheFile(String keys) {
    assertThatThrownBy(() -> SettingsOf.yaml(new NtfyType().shape(), "{" + keys + "}"))
        .isInstanceOf(InvalidConfigException.class);
  }

  private Messenger ntfy(String more, String token) {
    return ntfy(server.uri(), more, token);
  }

  private static Messenger ntfy(URI server, String more, String token) {
    return Channels.messenger(
        new NtfyType(),
        "{url: \"" + server + "/\", topic: my-pipeline" + more + "}",
        Map.of("T", token));
  }
}
