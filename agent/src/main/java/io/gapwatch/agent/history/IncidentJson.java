package io.gapwatch.agent.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Closure;
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
    node.put("worst", incident.worst().name());
    node.put("scope", incident.scope());
    node.put("firstSeen", incident.firstSeen().toEpochMilli());
    node.put("lastSeen", incident.lastSeen().toEpochMilli());
    node.put("sightings", incident.sightings());
    node.put("goodRuns", incident.goodRuns());
    incident.openedAt().ifPresent(at -> node.put("openedAt", at.toEpochMilli()));
    incident.resolvedAt().ifPresent(at -> node.put("resolvedAt", at.toEpochMilli()));
    incident.remindedAt().ifPresent(at -> node.put("remindedAt", at.toEpochMilli()));
    incident.acknowledgedBy().ifPresent(by -> node.put("acknowledgedBy", by));
    incident.closure().ifPresent(why -> node.put("closure", why.name()));
    return Json.write(node);
  }

  static Incident read(String json) {
    JsonNode node = Json.read(json);
    Finding finding = FindingJson.read(node.required("finding"));
    return new Incident(
        Json.text(node, "id"),
        Json.text(node, "job"),
        State.valueOf(Json.text(node, "state")),
        finding,
        Json.optionalText(node, "worst").map(Severity::valueOf).orElse(finding.severity()),
        Json.optionalText(node, "scope").orElse(""),
        Json.time(node, "firstSeen"),
        Json.time(node, "lastSeen"),
        Json.integer(node, "sightings"),
        Json.integer(node, "goodRuns"),
        Json.optionalTime(node, "openedAt"),
        Json.optionalTime(node, "resolvedAt"),
        Json.optionalTime(node, "remindedAt"),
        Json.optionalText(node, "acknowledgedBy"),
        Json.optionalText(node, "closure").map(Closure::valueOf));
  }
}
