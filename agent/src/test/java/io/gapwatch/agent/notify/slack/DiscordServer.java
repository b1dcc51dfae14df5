package io.gapwatch.agent.notify.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.demo.Answer;
import io.gapwatch.agent.demo.Call;
import io.gapwatch.agent.notify.web.VendorServer;
import java.util.Map;

/** A stand-in for Discord's webhooks and their address for Slack's format. */
final class DiscordServer extends VendorServer {
  static final String HOOK = "/api/webhooks/223704706495545344/3d89bb7572e0fb30d8128367b3b1b44f";

  @Override
  protected Answer answer(Call call) {
    if (!call.path().startsWith(HOOK)) {
      return Answer.json(404, Map.of("message", "Unknown Webhook", "code", 10015));
    }
    if (call.method().equals("GET") && call.path().equals(HOOK)) {
      return Answer.json(200, Map.of("id", "223704706495545344", "type", 1, "token", "3d89bb7572"));
    }
    JsonNode body = json(call);
    boolean slack = call.path().equals(HOOK + "/slack") && body.isObject();
    boolean saved = call.query().getOrDefault("wait", "false").equals("true");
    JsonNode attachment = body.path("attachments").path(0);
    if (!slack
        || !saved
        || length(body.path("text").asText()) > 2000
        || length(attachment.path("text").asText()) > 4096
        || !attachment.path("color").asText().matches("#[0-9a-f]{6}")) {
      return Answer.json(400, Map.of("message", "Invalid Form Body", "code", 50035));
    }
    take(body);
    return Answer.text(200, "ok");
  }

  /** Its header has whole seconds; its body has fractions. */
  @Override
  protected Answer tooMany(Call call) {
    return Answer.json(
        429,
        Map.of("message", "You are being rate limited.", "retry_after", 0.65, "global", false));
  }
}
