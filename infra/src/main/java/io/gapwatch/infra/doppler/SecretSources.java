package io.gapwatch.infra.doppler;

import io.gapwatch.infra.config.ConfigSource;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.config.Secrets;
import java.util.Map;
import java.util.Optional;

/** The list of origins. */
public final class SecretSources {
  private SecretSources() {}

  /**
   * The origin that the stack names.
   *
   * @param environment for {@code DOPPLER_TOKEN}
   * @throws InfraException when Doppler is wanted and no token is given
   */
  public static SecretSource of(
      Secrets secrets, ConfigSource config, Map<String, String> environment) {
    return switch (secrets.origin()) {
      case DOPPLER -> new DopplerApi(secrets.dopplerApi(), token(secrets, environment));
      case DOPPLER_CLI -> new DopplerCli("doppler");
      case CONFIG -> new ConfigSecrets(config, secrets.names());
    };
  }

  private static Secret token(Secrets secrets, Map<String, String> environment) {
    return secrets
        .dopplerToken()
        .or(() -> Optional.ofNullable(environment.get("DOPPLER_TOKEN")).map(Secret::new))
        .filter(token -> !token.reveal().isBlank())
        .orElseThrow(
            () ->
                new InfraException(
                    "no Doppler service token; export DOPPLER_TOKEN=…, or pulumi config set --secret dopplerToken"));
  }
}
