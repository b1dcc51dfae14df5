package io.gapwatch.infra.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The dead-man check at Healthchecks.io, or at a server of one's own: made once, the same one
 * updated ever after.
 *
 * @see <a href="https://healthchecks.io/docs/api/">Management API v3</a>
 */
public final class HealthcheckApi {
  private static final Duration TIME_OUT = Duration.ofSeconds(20);
  private static final int GRACE_INTERVALS = 3;

  private final URI base;
  private final Secret key;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIME_OUT).build();

  public HealthcheckApi(URI base, Secret key) {
    this.base = base;
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
    return switch (response.statusCode()) {
      case 200, 201 -> pingUrl(response.body());
      case 401 ->
          throw new InfraException(
              "Healthchecks refused the API key (HTTP 401); make a read-write one under Project >"
                  + " Settings > API Access");
      case 403 ->
          throw new InfraException(
              "the account has all its checks already (HTTP 403); remove one, or get more");
      default ->
          throw new InfraException(
              "Healthchecks at %s answered HTTP %d; try again in a minute"
                  .formatted(base, response.statusCode()));
    };
  }

  private HttpResponse<String> send(String name, Duration interval) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(base.resolve("/api/v3/checks/"))
              .timeout(TIME_OUT)
              .header("X-Api-Key", key.forHeader("HEALTHCHECKS_API_KEY"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body(name, interval)))
              .build();
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new InfraException(
          "Healthchecks at %s cannot be reached: %s".formatted(base, e.getClass().getSimpleName()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfraException("interrupted while waiting for Healthchecks", e);
    }
  }

  private String body(String name, Duration interval) throws JsonProcessingException {
    return json.writeValueAsString(
        Map.of(
            "name",
            name,
            "slug",
            slug(name),
            "timeout",
            interval.toSeconds(),
            "grace",
            interval.multipliedBy(GRACE_INTERVALS).toSeconds(),
            "channels",
            "*",
            "unique",
            List.of("slug")));
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
    throw new InfraException("Healthchecks at " + base + " answered without a ping_url");
  }
}
