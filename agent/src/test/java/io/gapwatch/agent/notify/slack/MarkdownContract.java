package io.gapwatch.agent.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.notify.Channels;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.Samples;
import io.gapwatch.agent.notify.WebMessengerContract;
import io.gapwatch.agent.notify.web.VendorServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for those who take Slack's format and show Markdown. */
abstract class MarkdownContract extends WebMessengerContract {
  private final String flavor;
  private final String hook;
  private final String removed;

  /**
   * A room.
   *
   * @param hook the path of its webhook
   * @param removed the path of one that is no more
   */
  MarkdownContract(String flavor, String hook, String removed) {
    this.flavor = flavor;
    this.hook = hook;
    this.removed = removed;
  }

  @Override
  protected abstract VendorServer vendor();

  /** What is below the title of a post. */
  abstract String text(JsonNode post);

  /** What the vendor says of a webhook that was removed. */
  abstract Delivery gone();

  @AfterEach
  void close() {
    vendor().close();
  }

  @Override
  protected final Messenger messenger() {
    return at(vendor().uri(), "60s");
  }

  @Override
  protected final Messenger at(URI elsewhere, String timeout) {
    return room(elsewhere + hook, timeout);
  }

  @Override
  protected final Messenger stranger() {
    return room(vendor().uri() + removed, "60s");
  }

  @Override
  protected final List<String> arrived() {
    return vendor().taken().stream()
        .map(body -> body.path("text").asText().lines().findFirst().orElse("").replace("**", ""))
        .toList();
  }

  /** Blocks would be an empty post. */
  @Test
  void hasNoBlocksAndCallsNobody() {
    messenger()
        .send(
            Samples.message(
                Status.CRITICAL,
                List.of(),
                Samples.opened(
                    "1",
                    Samples.finding(
                        "c", Severity.CRITICAL, "@everyone @all *a_b* <!here>", "bad", "1"))));

    assertThat(vendor().taken().get(0).has("blocks")).isFalse();
    assertThat(text(vendor().taken().get(0)))
        .contains("@\u200beveryone @\u200ball \\*a\\_b\\* \\<!here\\>");
  }

  /** A backslash in an address would lead elsewhere. */
  @Test
  void anAddressIsNoMarkup() {
    messenger()
        .send(
            Samples.message(
                Status.CRITICAL,
                List.of(
                    "Acknowledge kbxmd: https://status.example/ack/01M8/17/a_b-c_d",
                    "_x_ https://data.example/@all"),
                Samples.opened("1", Samples.gap(1, 2))));

    assertThat(text(vendor().taken().get(0)))
        .contains(
            "Acknowledge kbxmd: https://status.example/ack/01M8/17/a_b-c_d\n",
            "\\_x\\_ https://data.example/@\u200ball");
  }

  @Test
  void aWebhookThatWasRemovedIsRefusedInTheVendorsWords() {
    assertThat(stranger().send(critical)).isEqualTo(gone());
    assertThat(stranger().test()).isEqualTo(gone());
  }

  private Messenger room(String address, String timeout) {
    return Channels.messenger(
        new SlackType(),
        "{url: \"${secret:U}\", flavor: %s, timeout: %s}".formatted(flavor, timeout),
        Map.of("U", address));
  }
}
