package io.gapwatch.agent.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.result.RunResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** A run as one JSON object, for scripts. Its field names are a contract. */
public final class JsonReport {
  private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public String render(RunResult report) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("job", report.job().orElse(null));
    object.put("startedAt", report.startedAt().toString());
    object.put("status", report.status().word());
    object.put("exitCode", report.exitCode());
    object.put("checks", report.checks().stream().map(JsonReport::check).toList());
    return text(object);
  }

  /** Any tree of maps, lists and plain values as JSON. */
  public String text(Object tree) {
    try {
      return mapper.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values could not be written as JSON", e);
    }
  }

  private static Map<String, Object> check(CheckResult check) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("id", check.id());
    object.put("type", check.type());
    object.put("source", check.source());
    object.put("status", check.status().word());
    object.put("summary", check.summary());
    object.put("measured", check.measured());
    object.put("findings", check.findings().stream().map(JsonReport::finding).toList());
    return object;
  }

  private static Map<String, Object> finding(Finding finding) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("severity", finding.severity().word());
    object.put("subject", finding.subject());
    object.put("summary", finding.summary());
    object.put("observed", finding.observed());
    object.put("limit", finding.limit());
    object.put("remedy", finding.remedy());
    object.put("evidence", finding.evidence());
    return object;
  }
}
