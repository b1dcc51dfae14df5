package io.gapwatch.agent.notify.pagerduty;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.demo.Answer;
import io.gapwatch.agent.demo.Call;
import io.gapwatch.agent.notify.web.VendorServer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A stand-in for PagerDuty's Events API v2: its required fields and limits, and what becomes of an
 * alert. A trigger for an open alert replaces its words; what resolves nothing is dropped.
 */
final class PagerDutyServer extends VendorServer {
  static final String KEY = "0123456789abcdef0123456789abcdef";

  private final Map<String, JsonNode> open = new LinkedHashMap<>();

  /** The open alerts by their keys. */
  synchronized Map<String, JsonNode> open() {
    return new LinkedHashMap<>(open);
  }

  @Override
  protected synchronized Answer answer(Call call) {
    JsonNode body = json(call);
    if (!call.method().equals("POST") || !call.path().equals("/v2/enqueue")) {
      return Answer.text(404, "not found");
    }
    if (call.body().getBytes(UTF_8).length > 512 * 1024) {
      return Answer.text(413, "too large");
    }
    if (!body.path("routing_key").asText().equals(KEY)) {
      return invalid("'routing_key' is invalid");
    }
    String key = body.path("dedup_key").asText();
    if (key.isEmpty() || length(key) > 255) {
      return invalid("Length of 'dedup_key' is incorrect (should be between 1 and 255)");
    }
    switch (body.path("event_action").asText()) {
      case "trigger" -> {
        if (!isWhole(body.path("payload"))) {
          return invalid("'payload' is missing or invalid");
        }
        open.put(key, body);
        take(body);
      }
      case "resolve" -> open.remove(key);
      case "acknowledge" -> {}
      default -> {
        return invalid("'event_action' is missing or invalid");
      }
    }
    return Answer.json(
        202, Map.of("status", "success", "message", "Event processed", "dedup_key", key));
  }

  private static boolean isWhole(JsonNode payload) {
    String summary = payload.path("summary").asText();
    Instant.parse(payload.path("timestamp").asText());
    return !summary.isEmpty()
        && length(summary) <= 1024
        && !payload.path("source").asText().isEmpty()
        && Set.of("critical", "error", "warning", "info")
            .contains(payload.path("severity").asText());
  }

  private static Answer invalid(String error) {
    return Answer.json(
        400,
        Map.of(
            "status",
            "invalid event",
            "message",
            "Event object is invalid",
            "errors",
            List.of(error)));
  }
}
