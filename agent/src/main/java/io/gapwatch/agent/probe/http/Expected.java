package io.gapwatch.agent.probe.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How an answer must be.
 *
 * @param json values by path: {@code .status}, {@code .parts.0.name}
 */
record Expected(long status, Optional<String> contains, Map<String, String> json) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_SHOWN = 60;

  /** What is wrong by subject; an empty text for what is right. The body itself is not shown. */
  Map<String, String> compare(int given, String body) {
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("status", given == status ? "" : "the status is %d, not %d".formatted(given, status));
    contains.ifPresent(
        text ->
            wrong.put(
                "body", body.contains(text) ? "" : "the body does not contain \"" + text + "\""));
    if (!json.isEmpty()) {
      JsonNode tree = parse(body);
      json.forEach((path, value) -> wrong.put("json " + path, compare(tree, path, value)));
    }
    return wrong;
  }

  private static JsonNode parse(String body) {
    try {
      return Optional.ofNullable(JSON.readTree(body)).orElseGet(JSON::missingNode);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private static String compare(JsonNode tree, String path, String value) {
    if (tree.isMissingNode()) {
      return "the body is not JSON";
    }
    JsonNode found = tree.at(path.replaceFirst("^\\.?", "/").replace('.', '/'));
    if (found.isMissingNode()) {
      return "there is no " + path + " in the body";
    }
    String text = found.isValueNode() ? found.asText() : found.getNodeType().name();
    return text.equals(value)
        ? ""
        : "%s is %s, not %s"
            .formatted(path, text.substring(0, Math.min(MOST_SHOWN, text.length())), value);
  }
}
