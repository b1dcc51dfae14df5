package io.gapwatch.agent.notify.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.demo.Answer;
import io.gapwatch.agent.demo.Call;
import io.gapwatch.agent.notify.web.VendorServer;
import java.util.Map;

/** A stand-in for Mattermost's incoming webhooks: text, no blocks, and the old limit of a post. */
final class MattermostServer extends VendorServer {
  static final String HOOK = "/hooks/xxxgeneratedkeyxxx00000000";

  @Override
  protected Answer answer(Call call) {
    JsonNode body = json(call);
    if (!call.method().equals("POST") || !body.isObject()) {
      return error(400, "parse", "Unable to parse incoming data.");
    }
    if (body.path("text").asText().isEmpty() && !body.has("attachments")) {
      return error(400, "text", "No text specified.");
    }
    if (!call.path().equals(HOOK)) {
      return error(400, "invalid", "Invalid webhook.");
    }
    if (body.has("channel")) {
      return error(404, "channel", "Couldn't find the channel.");
    }
    if (body.has("blocks") || length(body.path("text").asText()) > 4000) {
      return error(400, "text", "Post message is too long.");
    }
    take(body);
    return Answer.text(200, "ok");
  }

  private static Answer error(int status, String id, String message) {
    return Answer.json(
        status,
        Map.of(
            "id",
            "web.incoming_webhook." + id + ".app_error",
            "message",
            message,
            "status_code",
            status));
  }
}
