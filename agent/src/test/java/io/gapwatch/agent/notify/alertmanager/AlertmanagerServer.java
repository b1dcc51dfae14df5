package io.gapwatch.agent.notify.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.demo.Answer;
import io.gapwatch.agent.demo.Call;
import io.gapwatch.agent.notify.web.VendorServer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A stand-in for Alertmanager's API v2: what it refuses, and what it takes for the same alert. */
final class AlertmanagerServer extends VendorServer {
  private final Map<String, JsonNode> alerts = new LinkedHashMap<>();

  /** The last that was told of each alert, by its labels. */
  synchronized Map<String, JsonNode> alerts() {
    return new LinkedHashMap<>(alerts);
  }

  @Override
  protected synchronized Answer answer(Call call) {
    if (call.method().equals("GET") && call.path().equals("/api/v2/status")) {
      return Answer.json(200, Map.of("versionInfo", Map.of("version", "0.25.0")));
    }
    JsonNode body = json(call);
    if (!call.method().equals("POST") || !call.path().equals("/api/v2/alerts")) {
      return Answer.text(404, "not found");
    }
    if (!body.isArray()) {
      return Answer.json(400, Map.of("code", 400, "message", "parsing alerts body failed"));
    }
    boolean bad = false;
    for (JsonNode alert : body) {
      if (isValid(alert)) {
        alerts.put(alert.path("labels").toString(), alert);
        take(alert);
      } else {
        bad = true;
      }
    }
    return bad
        ? new Answer(
            400,
            Map.of("Content-Type", "application/json"),
            "\"start time must be before end time\"")
        : Answer.text(200, "");
  }

  private static boolean isValid(JsonNode alert) {
    boolean labels = !alert.path("labels").isEmpty();
    for (String name : (Iterable<String>) () -> alert.path("labels").fieldNames()) {
      labels &=
          name.matches("[a-zA-Z_][a-zA-Z0-9_]*") && alert.path("labels").path(name).isTextual();
    }
    return labels
        && !Instant.parse(alert.path("endsAt").asText())
            .isBefore(Instant.parse(alert.path("startsAt").asText()));
  }
}
