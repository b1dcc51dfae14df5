package io.gapwatch.agent.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.State;

/** An incident as it was at one of its transitions. */
final class IncidentJson {
  private IncidentJson() {}

  static String write(Incident incident) {
    ObjectNode node = Json.object();
    node.put("id", incident.id());
    node.put("job", incident.job());
    node.put("state", incident.state().name());
    node.set("finding", FindingJson.write(incident.finding()));
    node.put("firstSeen", incident.firstSeen().toEpochMilli());
    node.put("lastSeen", incident.lastSeen().toEpochMilli());
    node.put("sightings", incident.sightings());
    node.put("goodRuns", incident.goodRuns());
    incident.openedAt().ifPresent(at -> node.put("openedAt", at.toEpochMilli()));
    incident.resolvedAt().ifPresent(at -> node.put("resolvedAt", at.toEpochMilli()));
    incident.remindedAt().ifPresent(at -> node.put("remindedAt", at.toEpochMilli()));
    incident.acknowledgedBy().ifPresent(by -> node.put("acknowledgedBy", by));
    return Json.write(node);
  }

  static Incident read(String json) {
    JsonNode node = Json.read(json);
    return new Incident(
        Json.text(node, "id"),
        Json.text(node, "job"),
        State.valueOf(Json.text(node, "state")),
        FindingJson.read(node.required("finding")),
        Json.time(node, "firstSeen"),
        Json.time(node, "lastSeen"),
        Json.integer(node, "sightings"),
        Json.integer(node, "goodRuns"),
        Json.optionalTime(node, "openedAt"),
        Json.optionalTime(node, "resolvedAt"),
        Json.optionalTime(node, "remindedAt"),
        Json.optionalText(node, "acknowledgedBy"));
  }
}
