package io.gapwatch.agent.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gapwatch.agent.demo.Ping.Signal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The pinging API of the Healthchecks stand-in: {@code /<uuid>[/<signal>]} and {@code
 * /<ping-key>/<slug>[/<signal>]}, as documented at healthchecks.io/docs/http_api.
 *
 * @param hosted whether an unknown UUID returns 200, as in the hosted service
 */
record PingRoutes(
    WatchedChecks checks, String pingKey, int bodyLimit, boolean hosted, Clock clock) {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern SLUG_FORM = Pattern.compile("[a-z0-9_-]+");
  private static final Duration DEFAULT_TIMEOUT = Duration.ofDays(1);
  private static final Duration DEFAULT_GRACE = Duration.ofHours(1);

  /** The last path segment of a ping. */
  private record Said(Signal signal, Optional<Integer> exitStatus) {}

  Answer answer(Call call) {
    return route(call).with("Ping-Body-Limit", bodyLimit);
  }

  private Answer route(Call call) {
    if (!List.of("HEAD", "GET", "POST").contains(call.method())) {
      return Answer.text(405, "method not allowed");
    }
    if (call.query().containsKey("rid") && rid(call).isEmpty()) {
      return Answer.text(400, "invalid uuid format");
    }
    List<String> parts = List.of(call.path().substring(1).split("/", -1));
    return UUID_FORM.matcher(parts.get(0)).matches()
        ? said(parts, 1).map(said -> byUuid(parts.get(0), said, call)).orElseGet(this::malformed)
        : said(parts, 2).map(said -> bySlug(parts, said, call)).orElseGet(this::malformed);
  }

  private Answer malformed() {
    return Answer.text(400, "invalid url format");
  }

  private static Optional<Said> said(List<String> parts, int address) {
    if (parts.size() == address) {
      return Optional.of(new Said(Signal.SUCCESS, Optional.empty()));
    }
    return parts.size() == address + 1 ? said(parts.get(address)) : Optional.empty();
  }

  private static Optional<Said> said(String signal) {
    return switch (signal) {
      case "start" -> Optional.of(new Said(Signal.START, Optional.empty()));
      case "fail" -> Optional.of(new Said(Signal.FAIL, Optional.empty()));
      case "log" -> Optional.of(new Said(Signal.LOG, Optional.empty()));
      default ->
          Optional.of(signal)
              .filter(text -> text.matches("\\d{1,3}"))
              .map(Integer::valueOf)
              .filter(status -> status <= 255)
              .map(
                  status ->
                      new Said(status == 0 ? Signal.SUCCESS : Signal.FAIL, Optional.of(status)));
    };
  }

  private Answer byUuid(String uuid, Said said, Call call) {
    Optional<WatchedCheck> check = checks.find(UUID.fromString(uuid));
    if (check.isEmpty()) {
      return hosted ? Answer.text(200, "OK (not found)") : Answer.text(404, "not found");
    }
    return taken(check.get(), said, call, Answer.text(200, "OK"));
  }

  private Answer bySlug(List<String> parts, Said said, Call call) {
    String slug = parts.get(1);
    if (!SLUG_FORM.matcher(slug).matches()) {
      return malformed();
    }
    List<WatchedCheck> found =
        parts.get(0).equals(pingKey) ? checks.matching(one -> one.slug().equals(slug)) : List.of();
    if (found.size() > 1) {
      return Answer.text(409, "ambiguous slug");
    }
    if (found.size() == 1) {
      return taken(found.get(0), said, call, Answer.text(200, "OK"));
    }
    boolean create = parts.get(0).equals(pingKey) && "1".equals(call.query().get("create"));
    return create
        ? taken(created(slug), said, call, Answer.text(201, "Created"))
        : Answer.text(404, "not found");
  }

  private WatchedCheck created(String slug) {
    WatchedCheck check =
        new WatchedCheck(UUID.randomUUID(), slug, DEFAULT_TIMEOUT, DEFAULT_GRACE, List.of());
    checks.put(check);
    return check;
  }

  private Answer taken(WatchedCheck check, Said said, Call call, Answer answer) {
    byte[] came = call.body().getBytes(UTF_8);
    String body = new String(came, 0, Math.min(came.length, bodyLimit), UTF_8);
    checks.add(
        check.uuid(), new Ping(said.signal(), said.exitStatus(), rid(call), body, clock.instant()));
    return answer;
  }

  private static Optional<UUID> rid(Call call) {
    return Optional.ofNullable(call.query().get("rid"))
        .filter(text -> UUID_FORM.matcher(text).matches())
        .map(UUID::fromString);
  }
}
