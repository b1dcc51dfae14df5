package io.gapwatch.infra.config;

import java.util.Optional;

/**
 * All that a stack can be told; the keys and their defaults are described in {@code Pulumi.yaml}.
 */
public record Settings(
    Account account,
    Machine machine,
    Ssh ssh,
    Secrets secrets,
    ReleaseSource release,
    Optional<String> budgetEmail,
    boolean allowPaid) {

  /**
   * Reads the settings.
   *
   * @throws InfraException naming every key that is wrong, with its rule and what was found
   */
  public static Settings read(ConfigSource source) {
    return new SettingsReader(source).read();
  }
}
