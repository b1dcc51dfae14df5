package io.gapwatch.agent.notify.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.demo.Answer;
import io.gapwatch.agent.demo.Call;
import io.gapwatch.agent.notify.web.VendorServer;
import java.util.Map;

/** A stand-in for Telegram's Bot API: one bot, one chat, its limits and its errors. */
final class TelegramServer extends VendorServer {
  static final String TOKEN = "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11";
  static final String CHAT = "-1001234567890";
  static final String OLD_GROUP = "-42";

  @Override
  protected Answer answer(Call call) {
    if (!call.path().startsWith("/bot" + TOKEN + "/")) {
      return error(401, "Unauthorized", Map.of());
    }
    JsonNode body = json(call);
    String chat = body.path("chat_id").asText();
    if (chat.equals(OLD_GROUP)) {
      return error(
          400,
          "Bad Request: group chat was upgraded to a supergroup chat",
          Map.of("migrate_to_chat_id", Long.parseLong(CHAT)));
    }
    if (!chat.equals(CHAT)) {
      return error(400, "Bad Request: chat not found", Map.of());
    }
    return switch (call.path().substring(("/bot" + TOKEN).length())) {
      case "/getChat" ->
          Answer.json(200, Map.of("ok", true, "result", Map.of("id", CHAT, "type", "supergroup")));
      case "/sendMessage" -> sendMessage(body);
      default -> error(404, "Not Found", Map.of());
    };
  }

  private Answer sendMessage(JsonNode body) {
    String text = body.path("text").asText();
    if (text.isBlank()) {
      return error(400, "Bad Request: message text is empty", Map.of());
    }
    if (text.length() > 4096) {
      return error(400, "Bad Request: message is too long", Map.of());
    }
    JsonNode bold = body.at("/entities/0");
    if (body.has("parse_mode")
        || bold.path("offset").asInt() + bold.path("length").asInt() > text.length()) {
      return error(400, "Bad Request: can't parse entities", Map.of());
    }
    take(body);
    return Answer.json(200, Map.of("ok", true, "result", Map.of("message_id", 7)));
  }

  @Override
  protected Answer tooMany(Call call) {
    return error(429, "Too Many Requests: retry after 5", Map.of("retry_after", 5));
  }

  private static Answer error(int status, String description, Map<String, ?> parameters) {
    return Answer.json(
        status,
        Map.of(
            "ok",
            false,
            "error_code",
            status,
            "description",
            description,
            "parameters",
            parameters));
  }
}
