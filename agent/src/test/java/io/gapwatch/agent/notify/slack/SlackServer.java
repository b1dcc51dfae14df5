package io.gapwatch.agent.notify.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.demo.Answer;
import io.gapwatch.agent.demo.Call;
import io.gapwatch.agent.notify.web.VendorServer;
import java.util.Optional;

/** A stand-in for Slack's incoming webhooks, with the limits of its Block Kit. */
final class SlackServer extends VendorServer {
  static final String HOOK = "/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX";

  @Override
  protected Answer answer(Call call) {
    if (!call.path().equals(HOOK)) {
      return Answer.text(404, "no_service");
    }
    JsonNode body = json(call);
    Optional<String> violation = violation(call, body);
    if (violation.isPresent()) {
      return Answer.text(400, violation.get());
    }
    take(body);
    return Answer.text(200, "ok");
  }

  private static Optional<String> violation(Call call, JsonNode body) {
    if (!call.method().equals("POST") || !body.isObject()) {
      return Optional.of("invalid_payload");
    }
    String text = body.path("text").asText();
    if (text.isBlank()) {
      return Optional.of("no_text");
    }
    if (length(text) > 40_000) {
      return Optional.of("msg_too_long");
    }
    int all = 0;
    for (JsonNode block : body.path("blocks")) {
      if (!fits(block)) {
        return Optional.of("invalid_blocks");
      }
      all += length(block.toString());
    }
    return body.path("blocks").size() > 50 || all > 13_200
        ? Optional.of("msg_blocks_too_long")
        : Optional.empty();
  }

  private static boolean fits(JsonNode block) {
    JsonNode text = block.path("text");
    return switch (block.path("type").asText()) {
      case "header" ->
          text.path("type").asText().equals("plain_text") && holds(text.path("text"), 150);
      case "section" ->
          text.path("type").asText().equals("mrkdwn") && holds(text.path("text"), 3000);
      case "context" ->
          block.path("elements").size() <= 10
              && holds(block.path("elements").path(0).path("text"), 3000);
      default -> false;
    };
  }

  private static boolean holds(JsonNode text, int most) {
    return !text.asText().isEmpty() && length(text.asText()) <= most;
  }
}
