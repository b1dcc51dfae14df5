package io.gapwatch.agent.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The JSON encoding of values in the history: absent fields are omitted, times are UTC milliseconds
 * since 1970. Reading throws {@code IllegalArgumentException} on anything else.
 *
 * <p>In maps, strings, booleans and decimals are read back unchanged; whole numbers become {@code
 * Long}, or {@code BigInteger} if too large.
 */
final class Json {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static JsonNode tree(Map<String, Object> values) {
    return MAPPER.valueToTree(values);
  }

  static String text(JsonNode node, String field) {
    return text(node.required(field));
  }

  static Optional<String> optionalText(JsonNode node, String field) {
    return node.optional(field).map(Json::text);
  }

  static String text(JsonNode value) {
    return expect(value.isTextual(), value).textValue();
  }

  static int integer(JsonNode node, String field) {
    return Math.toIntExact(integer(node.required(field)));
  }

  static long integer(JsonNode value) {
    return expect(value.canConvertToExactIntegral() && value.canConvertToLong(), value).longValue();
  }

  static boolean truth(JsonNode node, String field) {
    JsonNode value = node.required(field);
    return expect(value.isBoolean(), value).booleanValue();
  }

  static Instant time(JsonNode node, String field) {
    return Instant.ofEpochMilli(integer(node.required(field)));
  }

  static Optional<Instant> optionalTime(JsonNode node, String field) {
    return node.optional(field).map(Json::integer).map(Instant::ofEpochMilli);
  }

  static Map<String, Object> map(JsonNode node, String field) {
    return map(node.required(field));
  }

  private static Map<String, Object> map(JsonNode object) {
    Map<String, Object> values = new LinkedHashMap<>();
    object.properties().forEach(entry -> values.put(entry.getKey(), value(entry.getValue())));
    return values;
  }

  private static Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> number(node);
      case ARRAY -> StreamSupport.stream(node.spliterator(), false).map(Json::value).toList();
      case OBJECT -> map(node);
      case STRING, BINARY, MISSING, NULL, POJO -> node.asText();
    };
  }

  private static Number number(JsonNode node) {
    if (node.isFloatingPointNumber()) {
      return node.doubleValue();
    }
    return node.canConvertToLong() ? (Number) node.longValue() : node.bigIntegerValue();
  }

  private static JsonNode expect(boolean kind, JsonNode value) {
    if (!kind) {
      throw new IllegalArgumentException("unexpected " + value.getNodeType());
    }
    return value;
  }
}
