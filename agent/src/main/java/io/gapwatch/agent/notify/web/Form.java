package io.gapwatch.agent.notify.web;

import io.gapwatch.agent.http.Request;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** A request whose body is a form; parameters in the address would end up in logs. */
public final class Form {
  private static final String CONTENT_TYPE = "application/x-www-form-urlencoded";

  private Form() {}

  /** A POST of these fields. */
  public static Request post(URI uri, Map<String, String> fields) {
    return Request.post(uri, encode(fields).getBytes(StandardCharsets.UTF_8))
        .header("Content-Type", CONTENT_TYPE);
  }

  private static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
