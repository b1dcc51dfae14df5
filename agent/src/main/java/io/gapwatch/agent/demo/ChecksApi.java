package io.gapwatch.agent.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/**
 * The part of the Healthchecks Management API v3 that creates a check, or updates the one that is
 * equal in the fields named by {@code unique}.
 */
record ChecksApi(WatchedChecks checks, String apiKey, Supplier<URI> pingBase, Clock clock) {
  static final String PATH = "/api/v3/checks/";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> UNIQUE = List.of("name", "slug", "tags", "timeout", "grace");
  private static final long LEAST_SECONDS = 60;
  private static final long MOST_SECONDS = 31_536_000;
  private static final long DEFAULT_TIMEOUT = 86_400;
  private static final long DEFAULT_GRACE = 3_600;

  Answer answer(Call call) {
    if (!apiKey.equals(call.headers().get("x-api-key"))) {
      return error(401, "wrong api key");
    }
    if (!call.method().equals("POST")) {
      return error(405, "method not allowed");
    }
    JsonNode wanted = parse(call.body());
    if (!wanted.isObject()) {
      return error(400, "could not parse request body");
    }
    return invalid(wanted)
        .map(problem -> error(400, "json validation error: " + problem))
        .orElseGet(() -> upsert(wanted));
  }

  private static Optional<String> invalid(JsonNode wanted) {
    Optional<String> unique =
        StreamSupport.stream(wanted.path("unique").spliterator(), false)
            .map(JsonNode::asText)
            .filter(field -> !UNIQUE.contains(field))
            .map(field -> "unique has an unexpected value " + field)
            .findFirst();
    return outOfRange(wanted, "timeout").or(() -> outOfRange(wanted, "grace")).or(() -> unique);
  }

  private static Optional<String> outOfRange(JsonNode wanted, String field) {
    JsonNode value = wanted.path(field);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isIntegralNumber()) {
      return Optional.of(field + " is not a number");
    }
    if (value.asLong() < LEAST_SECONDS) {
      return Optional.of(field + " is too small");
    }
    return value.asLong() > MOST_SECONDS ? Optional.of(field + " is too large") : Optional.empty();
  }

  private Answer upsert(JsonNode wanted) {
    List<String> unique =
        StreamSupport.stream(wanted.path("unique").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    List<WatchedCheck> same =
        unique.isEmpty()
            ? List.of()
            : checks.matching(check -> unique.stream().allMatch(f -> equal(check, wanted, f)));
    WatchedCheck before = same.isEmpty() ? blank() : same.get(0);
    WatchedCheck after = updated(before, wanted);
    checks.put(after);
    return Answer.json(same.isEmpty() ? 201 : 200, shown(after));
  }

  private static boolean equal(WatchedCheck check, JsonNode wanted, String field) {
    return switch (field) {
      case "name" -> check.name().equals(wanted.path("name").asText());
      case "slug" -> check.slug().equals(wanted.path("slug").asText());
      case "tags" -> check.tags().equals(wanted.path("tags").asText());
      case "timeout" -> check.timeout().toSeconds() == wanted.path("timeout").asLong();
      default -> check.grace().toSeconds() == wanted.path("grace").asLong();
    };
  }

  private static WatchedCheck blank() {
    return new WatchedCheck(
        UUID.randomUUID(),
        "",
        "",
        "",
        Duration.ofSeconds(DEFAULT_TIMEOUT),
        Duration.ofSeconds(DEFAULT_GRACE),
        "",
        List.of());
  }

  /** What the request does not name stays as it was. */
  private static WatchedCheck updated(WatchedCheck old, JsonNode wanted) {
    return new WatchedCheck(
        old.uuid(),
        wanted.path("name").asText(old.name()),
        wanted.path("slug").asText(old.slug()),
        wanted.path("tags").asText(old.tags()),
        Duration.ofSeconds(wanted.path("timeout").asLong(old.timeout().toSeconds())),
        Duration.ofSeconds(wanted.path("grace").asLong(old.grace().toSeconds())),
        wanted.path("channels").asText(old.channels()),
        old.pings());
  }

  private Map<String, Object> shown(WatchedCheck check) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", check.name());
    body.put("slug", check.slug());
    body.put("tags", check.tags());
    body.put("timeout", check.timeout().toSeconds());
    body.put("grace", check.grace().toSeconds());
    body.put("n_pings", check.pings().size());
    body.put("status", check.stateAt(clock.instant()).name().toLowerCase(Locale.ROOT));
    body.put("started", check.started().isPresent());
    body.put("uuid", check.uuid().toString());
    body.put("ping_url", pingBase.get() + "/" + check.uuid());
    body.put("channels", check.channels());
    return body;
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static Answer error(int status, String text) {
    return Answer.json(status, Map.of("error", text));
  }
}
