package io.gapwatch.agent.notify.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.web.Endpoint;
import io.gapwatch.agent.notify.web.JsonBody;
import io.gapwatch.agent.notify.web.Rejection;
import io.gapwatch.agent.notify.web.RetryAfterHeader;
import io.gapwatch.agent.notify.web.VendorWords;
import io.gapwatch.agent.notify.web.WebClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends to a chat as a bot. The token is in the address, by the vendor's rule, so that no address
 * is ever told.
 *
 * @see <a href="https://core.telegram.org/bots/api#sendmessage">the vendor's rules</a>
 */
final class Telegram implements Messenger {
  private static final int TOO_MANY = 429;

  private final TelegramSettings settings;
  private final WebClient web;
  private final VendorWords words;

  Telegram(TelegramSettings settings) {
    this.settings = settings;
    this.web = new WebClient("Telegram", settings.timeout());
    this.words = new VendorWords(List.of(settings.token()));
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public boolean wantsHealthySummary() {
    return settings.healthy();
  }

  @Override
  public String manner(Message message) {
    return ChatMessage.quiet(message) ? "a message without sound" : "a message with sound";
  }

  @Override
  public Delivery send(Message message) {
    return call("sendMessage", ChatMessage.of(message, settings), message.at());
  }

  /** Asks about the chat, which only a bot can that knows its token and is in it. */
  @Override
  public Delivery test() {
    return call("getChat", Map.of("chat_id", settings.chat()), Instant.EPOCH);
  }

  private Delivery call(String method, Map<String, Object> fields, Instant now) {
    String path = "/bot" + settings.token().reveal() + "/" + method;
    return web.post(
        JsonBody.post(Endpoint.at(settings.api(), path), fields), answer -> judge(answer, now));
  }

  private Delivery judge(Answer answer, Instant now) {
    JsonNode body = JsonBody.of(answer);
    Rejection rejection = new Rejection(web.vendor(), answer, now);
    if (answer.isOk() && body.path("ok").asBoolean()) {
      return Delivery.delivered();
    }
    String said = words.quote(body.path("description").asText());
    JsonNode parameters = body.path("parameters");
    if (parameters.hasNonNull("migrate_to_chat_id")) {
      return rejection.delivery(
          "the group became a supergroup; its chat is now \"%s\""
              .formatted(words.quote(parameters.path("migrate_to_chat_id").asText())));
    }
    Optional<Instant> named = RetryAfterHeader.read(parameters.path("retry_after").asText(), now);
    return answer.status() == TOO_MANY && named.isPresent()
        ? rejection.later(": " + said, named)
        : rejection.delivery(said);
  }

  @Override
  public String toString() {
    return "Telegram[" + settings.name() + "]";
  }
}
