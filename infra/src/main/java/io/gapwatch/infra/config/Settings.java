package io.gapwatch.infra.config;

import java.time.Instant;
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
    boolean statusPage,
    boolean allowPaid) {
  /** The secret that says where the agent puts its status page. */
  public static final String PAGE_SECRET = "GAPWATCH_PAGE_URL";

  /**
   * Reads the settings.
   *
   * @param now what an automatic expiry is counted from
   * @throws InfraException naming every key that is wrong, with its rule and what was found
   */
  public static Settings read(ConfigSource source, Instant now) {
    return new SettingsReader(source, now).read();
  }
}
