package io.gapwatch.agent.notify.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.config.GapwatchException;
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
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramTest extends WebMessengerContract {
  private final TelegramServer server = new TelegramServer();
  private final Messenger telegram = telegram(TelegramServer.TOKEN, TelegramServer.CHAT);

  @AfterEach
  void close() {
    server.close();
  }

  @Override
  protected Messenger messenger() {
    return telegram;
  }

  @Override
  protected List<String> arrived() {
    return server.taken().stream()
        .map(body -> body.path("text").asText().lines().findFirst().orElse(""))
        .toList();
  }

  @Override
  protected StandIn vendor() {
    return server;
  }

  @Override
  protected Messenger at(URI server, String timeout) {
    return telegram(server, TelegramServer.TOKEN, TelegramServer.CHAT, timeout);
  }

  @Override
  protected Messenger stranger() {
    return telegram("1:other", TelegramServer.CHAT);
  }

  /** Nothing of it is markup, so nothing of it can be refused as such. */
  @Test
  void marksTheTitleByItsPlace() {
    telegram.send(
        Samples.message(
            Status.CRITICAL,
            List.of(),
            Samples.opened(
                "1", Samples.finding("c", Severity.CRITICAL, "db-1.a_b <x> & #1!", "bad", "1"))));

    JsonNode body = server.taken().get(0);
    assertThat(body.path("text").asText())
        .startsWith("❌ CHAIN UNHEALTHY\nIssues: C: bad\nCRITICAL db-1.a_b <x> & #1!: bad");
    assertThat(body.at("/entities/0/length").asInt()).isEqualTo("❌ CHAIN UNHEALTHY".length());
    assertThat(body.at("/link_preview_options/is_disabled").asBoolean()).isTrue();
    assertThat(body.path("disable_notification").asBoolean()).isFalse();
  }

  /** In a group, a name with a sign before it rings on that member's phone. */
  @Test
  void aNameCallsNobody() {
    telegram.send(
        Samples.message(
            Status.CRITICAL,
            List.of("Latest block of @bob"),
            Samples.opened(
                "1", Samples.finding("c", Severity.CRITICAL, "@alice @all", "bad", "1"))));

    assertThat(server.taken().get(0).path("text").asText())
        .contains("@\u200balice @\u200ball: bad", "Latest block of @\u200bbob")
        .doesNotContainPattern("@\\w");
  }

  @Test
  void namesThatCallNobodyCountToo() {
    assertThat(telegram.send(Message.byHand(Samples.NOW, "@a", "@b ".repeat(3000))))
        .isEqualTo(Delivery.delivered());

    assertThat(server.taken().get(0).path("text").asText().length()).isBetween(4090, 4096);
    assertThat(server.taken().get(0).at("/entities/0/length").asInt()).isEqualTo(3);
  }

  @Test
  void whatIsOverMakesNoSound() {
    telegram.send(Samples.message(Status.OK, List.of(), Samples.resolved("2", Samples.gap(1, 2))));

    assertThat(server.taken().get(0).path("disable_notification").asBoolean()).isTrue();
  }

  /** It counts an emoji as two. */
  @Test
  void isCutByUnitsOfUtf16() {
    assertThat(telegram.send(Message.byHand(Samples.NOW, "🔥".repeat(900), "🔥".repeat(9000))))
        .isEqualTo(Delivery.delivered());

    assertThat(server.taken().get(0).path("text").asText().length()).isBetween(4090, 4096);
  }

  @Test
  void aWrongTokenOrChatIsRefusedInTheVendorsWords() {
    assertThat(telegram("1:other", TelegramServer.CHAT).test())
        .isEqualTo(new Delivery.Refused("Telegram refused it (401): check its credentials"));
    assertThat(telegram(TelegramServer.TOKEN, "7").send(critical))
        .isEqualTo(
            new Delivery.Refused("Telegram refused it (400): Bad Request: chat not found", true));
  }

  @Test
  void aGroupThatMovedIsNamed() {
    assertThat(telegram(TelegramServer.TOKEN, TelegramServer.OLD_GROUP).send(critical))
        .isEqualTo(
            new Delivery.Refused(
                "Telegram refused it (400): the group became a supergroup; its chat is now"
                    + " \"-1001234567890\"",
                true));
  }

  @Test
  void waitsAsLongAsItsBodySays() {
    server.failNext(1, Fault.TOO_MANY);

    assertThat(telegram.send(critical))
        .isEqualTo(
            new Delivery.Failed(
                "Telegram answered 429: Too Many Requests: retry after 5",
                Optional.of(Samples.NOW.plusSeconds(5))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"123:a b", "botless", "1:a/../x"})
  void aTokenOfAnotherFormIsAnErrorWithoutIt(String token) {
    assertThatThrownBy(() -> telegram(token, TelegramServer.CHAT))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("@BotFather")
        .hasMessageNotContaining(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat: ops", "chat: \"@a\"", "chat: 1, thread: 0"})
  void whatTheVendorRefusesIsAnErrorOfTheFile(String keys) {
    assertThatThrownBy(
            () ->
                SettingsOf.yaml(
                    new TelegramType().shape(), "{token: \"${secret:T}\", " + keys + "}"))
        .isInstanceOf(InvalidConfigException.class);
  }

  private Messenger telegram(String token, String chat) {
    return telegram(server.uri(), token, chat, "60s");
  }

  private static Messenger telegram(URI server, String token, String chat, String timeout) {
    return Channels.messenger(
        new TelegramType(),
        "{api: \"%s\", token: \"${secret:T}\", chat: \"%s\", timeout: %s}"
            .formatted(server, chat, timeout),
        Map.of("T", token));
  }
}
