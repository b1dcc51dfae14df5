package io.gapwatch.infra.doppler;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/**
 * Doppler's REST download with a service token, which belongs to one config of one project.
 *
 * @see <a href="https://docs.doppler.com/reference/secrets-download">secrets download</a>
 */
public final class DopplerApi implements SecretSource {
  private static final Duration TIME_OUT = Duration.ofSeconds(20);

  private final URI base;
  private final Secret token;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIME_OUT).build();

  public DopplerApi(URI base, Secret token) {
    this.base = base;
    this.token = token;
  }

  @Override
  public Map<String, Secret> fetch() {
    HttpResponse<String> response = send(request());
    if (response.statusCode() == 401 || response.statusCode() == 403) {
      throw new InfraException(
          "Doppler refused the service token (HTTP %d). Make a new one under Project > Config > Access: pulumi config set --secret dopplerToken"
              .formatted(response.statusCode()));
    }
    if (response.statusCode() != 200) {
      throw new InfraException(
          "Doppler at %s answered HTTP %d; try again in a minute"
              .formatted(base, response.statusCode()));
    }
    return SecretJson.parse(response.body(), "Doppler");
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(
            base.resolve(
                "/v3/configs/config/secrets/download?format=json&include_dynamic_secrets=false"))
        .timeout(TIME_OUT)
        .header("Authorization", "Bearer " + token.forHeader("the Doppler service token"))
        .header("Accept", "application/json")
        .build();
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new InfraException(
          "Doppler at %s cannot be reached: %s".formatted(base, e.getClass().getSimpleName()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfraException("interrupted while waiting for Doppler", e);
    }
  }
}
