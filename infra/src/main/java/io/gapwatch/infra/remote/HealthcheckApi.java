package io.gapwatch.infra.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.web.AnswerBody;
import io.gapwatch.infra.web.WebService;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;

/**
 * The dead-man check at Healthchecks.io, or at a server of one's own: made once, the same one
 * updated ever after.
 *
 * @see <a href="https://healthchecks.io/docs/api/">Management API v3</a>
 */
public final class HealthcheckApi {
  private static final int GRACE_INTERVALS = 3;
  private static final int LONGEST_REASON = 200;

  private final WebService service;
  private final Secret key;
  private final ObjectMapper json = new ObjectMapper();

  public HealthcheckApi(URI base, Secret key) {
    this.service = new WebService("Healthchecks", base);
    this.key = key;
  }

  /**
   * Creates the check with this name, or updates it. Every notification channel of the account
   * hears of it; without that a new check tells nobody.
   *
   * @param interval how often the watcher pings; it may be late by three of them
   * @return the address to ping
   * @throws InfraException when the service refuses or cannot be reached
   */
  public String upsert(String name, Duration interval) {
    HttpResponse<String> response = send(name, interval);
    if (isInBetween(response)) {
      throw service.inBetween(response);
    }
    return switch (response.statusCode()) {
      case 200, 201 -> pingUrl(response.body());
      case 401 ->
          throw new InfraException(
              "Healthchecks refused the API key (HTTP 401); make a read-write one under Project >"
                  + " Settings > API Access");
      case 403 ->
          throw new InfraException(
              "the account has all its checks already (HTTP 403); remove one, or get more; if it has not, a proxy in between refuses");
      case 400 ->
          throw new InfraException(
              "Healthchecks refused the check (HTTP 400): " + serversReason(response.body()));
      default -> throw service.unexpected(response);
    };
  }

  /**
   * It refuses a key in JSON, and a check too many without a word. A server of one's own has pages
   * for what it does not know, so that they speak of a wrong address.
   *
   * @see <a href="https://github.com/healthchecks/healthchecks/blob/master/hc/api/views.py">how</a>
   */
  private static boolean isInBetween(HttpResponse<String> response) {
    AnswerBody body = AnswerBody.of(response);
    return switch (response.statusCode()) {
      case 401 -> !body.isJson();
      case 403 -> !body.isJson() && !body.isEmpty();
      case 200, 201, 400 -> body.isPage();
      default -> false;
    };
  }

  /** Its JSON error names the field. */
  private String serversReason(String body) {
    String reason = body;
    try {
      reason = json.readTree(body).path("error").asText(body);
    } catch (JsonProcessingException e) {
      // Then its text is the reason.
    }
    String line = key.redactedFrom(reason).replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
  }

  private HttpResponse<String> send(String name, Duration interval) {
    return service.send(
        "/api/v3/checks/",
        request ->
            request
                .header("X-Api-Key", key.forHeader("HEALTHCHECKS_API_KEY"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body(name, interval))));
  }

  private String body(String name, Duration interval) {
    ObjectNode body = json.createObjectNode();
    body.put("name", name).put("slug", slug(name)).put("channels", "*");
    body.put("timeout", interval.toSeconds());
    body.put("grace", interval.multipliedBy(GRACE_INTERVALS).toSeconds());
    body.putArray("unique").add("slug");
    return body.toString();
  }

  /** Lower-case letters, digits, hyphens and underscores are all that a slug may have. */
  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-");
  }

  private String pingUrl(String body) {
    try {
      String url = json.readTree(body).path("ping_url").asText();
      if (!url.isEmpty()) {
        return url;
      }
    } catch (JsonProcessingException e) {
      // Told below: an answer without an address is as good as none.
    }
    throw new InfraException("Healthchecks at " + service.base() + " answered without a ping_url");
  }
}
