package io.gapwatch.agent.notify.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.http.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Bodies in JSON. */
public final class JsonBody {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTENT_TYPE = "application/json; charset=utf-8";

  private JsonBody() {}

  /** A POST of an object. */
  public static Request post(URI uri, Map<String, ?> value) {
    return post(uri, write(value));
  }

  /** A POST of a list. */
  public static Request post(URI uri, List<?> values) {
    return post(uri, write(values));
  }

  /** A POST of these very bytes. */
  public static Request post(URI uri, byte[] json) {
    return Request.post(uri, json).header("Content-Type", CONTENT_TYPE);
  }

  /** A value as UTF-8; what is not ASCII is not escaped, so that it stays short. */
  public static byte[] write(Object value) {
    try {
      // As bytes, Jackson would escape each emoji in twelve.
      return JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException("plain values are always JSON", unwritable);
    }
  }

  /** What an answer says; a missing node where it is not JSON. */
  public static JsonNode of(Answer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }
}
