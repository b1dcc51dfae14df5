package io.gapwatch.agent.doctor;

import io.gapwatch.agent.config.Config;
import java.util.List;

/** Whether secrets stand in the configuration itself, where backups and editors see them. */
public final class LiteralSecretsCheck implements DoctorCheck {
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
                        key + " is written in " + config.file() + " in clear",
                        "put it where secrets: looks, and write ${secret:NAME}; then make a new"
                            + " one, because the old one has been seen"))
            .toList();
  }
}
