package io.gapwatch.agent.notify.ntfy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.demo.Answer;
import io.gapwatch.agent.demo.Call;
import io.gapwatch.agent.notify.web.VendorServer;
import java.util.Map;

/** A stand-in for ntfy, with the codes and limits of its {@code server/errors.go}. */
final class NtfyServer extends VendorServer {
  static final String TOKEN = "tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2";

  @Override
  protected Answer answer(Call call) {
    String authorization = call.headers().getOrDefault("authorization", "");
    if (call.method().equals("GET") && call.path().equals("/v1/health")) {
      return Answer.json(200, Map.of("healthy", true));
    }
    if (!authorization.equals("Bearer " + TOKEN)) {
      return authorization.isEmpty()
          ? error(403, 40301, "forbidden")
          : error(401, 40101, "unauthorized").with("WWW-Authenticate", "Basic realm=\"ntfy\"");
    }
    if (call.method().equals("GET") && call.path().equals("/v1/account")) {
      return Answer.json(200, Map.of("username", "phil", "role", "user"));
    }
    return call.method().equals("POST") && call.path().equals("/")
        ? publish(call)
        : error(404, 40401, "page not found");
  }

  private Answer publish(Call call) {
    JsonNode body = json(call);
    if (bytes(call.body()) > 8192) {
      return error(413, 41303, "JSON body too large");
    }
    if (!body.isObject()) {
      return error(400, 40017, "invalid request: request body must be message JSON");
    }
    if (!body.path("topic").asText().matches("[-_A-Za-z0-9]{1,64}")) {
      return error(400, 40009, "invalid request: topic invalid");
    }
    if (body.path("priority").asInt() < 1 || body.path("priority").asInt() > 5) {
      return error(400, 40007, "invalid priority parameter");
    }
    if (bytes(body.path("title").asText()) > 1024) {
      return error(400, 40057, "invalid request: title too long");
    }
    if (bytes(String.join(",", body.findValuesAsText("tags"))) > 512) {
      return error(400, 40058, "invalid request: tags too long");
    }
    if (bytes(body.path("message").asText()) > 4096) {
      return error(413, 41301, "attachment too large, or bandwidth limit reached");
    }
    take(body);
    return Answer.json(200, Map.of("id", "xE73Iyuabi", "event", "message", "topic", "a"));
  }

  /** It names no time. */
  @Override
  protected Answer tooMany(Call call) {
    return error(429, 42908, "limit reached: too many messages");
  }

  private static Answer error(int status, int code, String text) {
    return Answer.json(status, Map.of("code", code, "http", status, "error", text));
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }
}
