package io.gapwatch.agent.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request as a stand-in server sees it.
 *
 * @param path decoded, without the query
 * @param query decoded
 * @param headers by name in lower case, the first value of each
 * @param body read as UTF-8
 */
public record Call(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {

  /** The body as a form. */
  public Map<String, String> form() {
    return fields(body);
  }

  /** The fields of {@code a=1&b=2}. */
  static Map<String, String> fields(String encoded) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : encoded.split("&", -1)) {
      if (!field.isEmpty()) {
        int equals = field.indexOf('=');
        String name = equals < 0 ? field : field.substring(0, equals);
        String value = equals < 0 ? "" : field.substring(equals + 1);
        fields.put(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
      }
    }
    return fields;
  }
}
