package io.gapwatch.infra.remote;

import com.sun.net.httpserver.HttpExchange;
import io.gapwatch.infra.web.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Pushover's message API on loopback, as strict as its documentation: one application and one user,
 * known fields, lengths in characters.
 *
 * @see <a href="https://pushover.net/api">Message API</a>
 */
public final class PushoverStandIn implements AutoCloseable {
  public static final String TOKEN = "azGDORePK8gMaC0QOYAMyEEuzJnyUi";
  public static final String USER = "uQiRzpo4DXghDmr9QzzfQu27cmVRsG";

  private static final Set<String> FIELDS =
      Set.of(
          "token",
          "user",
          "message",
          "title",
          "priority",
          "sound",
          "device",
          "url",
          "url_title",
          "html",
          "monospace",
          "timestamp",
          "ttl",
          "retry",
          "expire",
          "tags",
          "callback");
  private static final int LONGEST_MESSAGE = 1024;
  private static final int LONGEST_TITLE = 250;

  private final LoopbackServer server;
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private volatile boolean quotaUsedUp;

  public PushoverStandIn() throws IOException {
    server = new LoopbackServer(this::answer);
  }

  public URI address() {
    return server.address();
  }

  /** The texts that reached the phone, in their order. */
  public List<String> messages() {
    return List.copyOf(messages);
  }

  /** The month's messages are sent. */
  void useUpTheQuota() {
    quotaUsedUp = true;
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> form = form(LoopbackServer.body(exchange));
    Optional<String> error = error(exchange, form);
    if (error.isEmpty()) {
      messages.add(form.getOrDefault("message", ""));
    }
    String body =
        error
            .map("{\"errors\":[\"%s\"],\"status\":0,\"request\":\"1\"}"::formatted)
            .orElse("{\"status\":1,\"request\":\"1\"}");
    int refused = quotaUsedUp ? 429 : 400;
    LoopbackServer.answer(exchange, error.isEmpty() ? 200 : refused, body);
  }

  private Optional<String> error(HttpExchange exchange, Map<String, String> form) {
    if (!exchange.getRequestMethod().equals("POST")
        || !exchange.getRequestURI().toString().equals("/1/messages.json")
        || !"application/x-www-form-urlencoded"
            .equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      return Optional.of("no such resource");
    }
    if (quotaUsedUp) {
      return Optional.of("application is over its monthly quota");
    }
    if (!TOKEN.equals(form.get("token"))) {
      return Optional.of("application token is invalid");
    }
    if (!USER.equals(form.get("user"))) {
      return Optional.of("user identifier is invalid");
    }
    return errorOfText(form);
  }

  private static Optional<String> errorOfText(Map<String, String> form) {
    if (!FIELDS.containsAll(form.keySet())) {
      return Optional.of("unknown parameter");
    }
    if (form.getOrDefault("message", "").isBlank()) {
      return Optional.of("message cannot be blank");
    }
    if (length(form, "message") > LONGEST_MESSAGE || length(form, "title") > LONGEST_TITLE) {
      return Optional.of("message or title is too long");
    }
    return Optional.empty();
  }

  private static int length(Map<String, String> form, String field) {
    String text = form.getOrDefault(field, "");
    return text.codePointCount(0, text.length());
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
  }
}
