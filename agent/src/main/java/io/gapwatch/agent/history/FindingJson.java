package io.gapwatch.agent.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.probe.Span;

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
    finding.span().ifPresent(span -> node.putArray("span").add(span.first()).add(span.last()));
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
        node.optional("span").map(FindingJson::span));
  }

  private static Span span(JsonNode ends) {
    return new Span(Json.integer(ends.required(0)), Json.integer(ends.required(1)));
  }
}
