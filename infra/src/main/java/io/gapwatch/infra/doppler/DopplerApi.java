package io.gapwatch.infra.doppler;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.web.AnswerBody;
import io.gapwatch.infra.web.WebService;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;

/**
 * Doppler's REST download with a service token, which belongs to one config of one project.
 *
 * @see <a href="https://docs.doppler.com/reference/secrets-download">secrets download</a>
 */
public final class DopplerApi implements SecretSource {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final WebService service;
  private final Secret token;

  public DopplerApi(URI base, Secret token) {
    this.service = new WebService("Doppler", base);
    this.token = token;
  }

  @Override
  public Map<String, Secret> fetch() {
    HttpResponse<String> response =
        service.send(
            "/v3/configs/config/secrets/download?format=json&include_dynamic_secrets=false",
            request ->
                request
                    .header(
                        "Authorization", "Bearer " + token.forHeader("the Doppler service token"))
                    .header("Accept", "application/json"));
    if (isInBetween(response)) {
      throw service.inBetween(response);
    }
    return switch (response.statusCode()) {
      case 200 -> SecretJson.parse(response.body(), "Doppler");
      case UNAUTHORIZED, FORBIDDEN ->
          throw new InfraException(
              "Doppler refused the service token (HTTP %d); make a new one under Project > Config > Access, and export DOPPLER_TOKEN=…, or pulumi config set --secret dopplerToken"
                  .formatted(response.statusCode()));
      default -> throw service.unexpected(response);
    };
  }

  /** All that Doppler says is an object of JSON. */
  private static boolean isInBetween(HttpResponse<String> response) {
    AnswerBody body = AnswerBody.of(response);
    boolean refusal = response.statusCode() == UNAUTHORIZED || response.statusCode() == FORBIDDEN;
    return body.isPage() || (refusal && !body.isJson());
  }
}
