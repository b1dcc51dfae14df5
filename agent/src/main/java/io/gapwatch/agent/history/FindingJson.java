package io.gapwatch.agent.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;

/** A finding as it is stored. */
final class FindingJson {
  private FindingJson() {}

  static ObjectNode write(Finding finding) {
    ObjectNode node = Json.object();
    node.put("check", finding.checkId());
    node.put("severity", finding.severity().name());
    node.put("subject", finding.subject());
    node.put("summary", finding.summary());
    node.put("observed", finding.observed());
    node.put("limit", finding.limit());
    node.put("remedy", finding.remedy());
    node.set("evidence", Json.tree(finding.evidence()));
    finding.since().ifPresent(since -> node.put("since", since.toEpochMilli()));
    finding.settlesAt().ifPresent(time -> node.put("settlesAt", time.toEpochMilli()));
    node.set("place", PlaceJson.write(finding.place()));
    return node;
  }

  static Finding read(JsonNode node) {
    return new Finding(
        Json.text(node, "check"),
        Severity.valueOf(Json.text(node, "severity")),
        Json.text(node, "subject"),
        Json.text(node, "summary"),
        Json.text(node, "observed"),
        Json.text(node, "limit"),
        Json.text(node, "remedy"),
        Json.map(node, "evidence"),
        Json.optionalTime(node, "since"),
        Json.optionalTime(node, "settlesAt"),
        PlaceJson.of(node));
  }
}
