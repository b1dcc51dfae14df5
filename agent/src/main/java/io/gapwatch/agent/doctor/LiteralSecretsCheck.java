package io.gapwatch.agent.doctor;

import io.gapwatch.agent.config.Config;
import java.util.List;

/** Whether the configuration contains plaintext secrets, visible to backups and editors. */
final class LiteralSecretsCheck implements DoctorCheck {
  private final Config config;

  public LiteralSecretsCheck(Config config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "secrets in the file";
  }

  @Override
  public List<Diagnosis> examine() {
    List<String> keys = config.literalSecrets();
    return keys.isEmpty()
        ? List.of(Diagnosis.ok("none"))
        : keys.stream()
            .map(
                key ->
                    Diagnosis.warning(
                        key + " is in plain text in " + config.file(),
                        "store it where secrets: looks, and write ${secret:NAME}; then create "
                            + "a new one, because the old one is exposed"))
            .toList();
  }
}
