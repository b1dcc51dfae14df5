package io.gapwatch.agent.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Fact;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** A check's result as it is stored. */
final class ResultJson {
  private ResultJson() {}

  static String write(CheckResult result) {
    ObjectNode node = Json.object();
    node.put("id", result.id());
    node.put("type", result.type());
    node.put("source", result.source());
    node.put("title", result.title());
    node.put("status", result.status().name());
    node.put("summary", result.summary());
    ArrayNode facts = node.putArray("facts");
    result.facts().forEach(fact -> facts.addArray().add(fact.label()).add(fact.text()));
    node.set("measured", Json.tree(result.measured()));
    ArrayNode findings = node.putArray("findings");
    result.findings().forEach(finding -> findings.add(FindingJson.write(finding)));
    node.put("complete", result.complete());
    node.put("scope", result.scope());
    return Json.write(node);
  }

  static CheckResult read(String json) {
    JsonNode node = Json.read(json);
    return new CheckResult(
        Json.text(node, "id"),
        Json.text(node, "type"),
        Json.text(node, "source"),
        Json.text(node, "title"),
        Status.valueOf(Json.text(node, "status")),
        Json.text(node, "summary"),
        list(node, "facts", ResultJson::fact),
        Json.map(node, "measured"),
        list(node, "findings", FindingJson::read),
        Json.truth(node, "complete"),
        // It serves the run that measured it, and no later one.
        Covered.nothing(),
        Json.optionalText(node, "scope").orElse(""));
  }

  private static Fact fact(JsonNode node) {
    return new Fact(Json.text(node.required(0)), Json.text(node.required(1)));
  }

  private static <T> List<T> list(JsonNode node, String field, Function<JsonNode, T> reader) {
    return StreamSupport.stream(node.required(field).spliterator(), false).map(reader).toList();
  }
}
