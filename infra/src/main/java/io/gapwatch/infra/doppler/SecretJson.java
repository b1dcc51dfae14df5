package io.gapwatch.infra.doppler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import java.util.LinkedHashMap;
import java.util.Map;

/** Doppler's download: one JSON object of names and texts. */
final class SecretJson {
  private SecretJson() {}

  static Map<String, Secret> parse(String json, String origin) {
    Map<String, Secret> secrets = new LinkedHashMap<>();
    tree(json, origin).properties().stream()
        .filter(field -> field.getValue().isTextual())
        .forEach(field -> secrets.put(field.getKey(), new Secret(field.getValue().textValue())));
    return secrets;
  }

  private static JsonNode tree(String json, String origin) {
    try {
      JsonNode tree = new ObjectMapper().readTree(json.replaceFirst("^\\s*\uFEFF", ""));
      if (tree.isObject()) {
        return tree;
      }
    } catch (JsonProcessingException e) {
      // The parser's message quotes what it read, which is secret: it goes no further.
    }
    throw new InfraException(
        origin + " did not answer with a JSON object of secrets; is a proxy in between?");
  }
}
