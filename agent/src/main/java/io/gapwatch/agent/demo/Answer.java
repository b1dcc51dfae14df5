package io.gapwatch.agent.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** The response of a stand-in server. */
public record Answer(int status, Map<String, String> headers, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static Answer text(int status, String body) {
    return new Answer(status, Map.of("Content-Type", "text/plain; charset=utf-8"), body);
  }

  public static Answer json(int status, Map<String, ?> body) {
    try {
      return new Answer(
          status, Map.of("Content-Type", "application/json"), JSON.writeValueAsString(body));
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException("cannot write an answer as JSON", unwritable);
    }
  }

  public Answer with(String header, Object value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value.toString());
    return new Answer(status, all, body);
  }
}
