package io.gapwatch.agent.secret.oci;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.secret.SecretStore;
import io.gapwatch.agent.secret.SecretUnavailableException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Secrets from OCI Vault. To create the store asks nothing; the first {@link #get} logs in, and
 * each one asks for the current version. Safe for several threads.
 */
public final class OciVaultSecrets implements SecretStore {
  private final OciVaultSettings settings;
  private final VaultReader vault;
  private final Retries retries;
  private final Map<String, String> versions = new ConcurrentHashMap<>();

  /** Asks nothing yet. */
  public OciVaultSecrets(OciVaultSettings settings) {
    this(
        settings,
        new SharedLogin(
            () -> OciReader.login(settings), settings.timeouts().attempt().dividedBy(2)));
  }

  OciVaultSecrets(OciVaultSettings settings, VaultReader vault) {
    this.settings = settings;
    this.vault = vault;
    this.retries = new Retries(settings.timeouts());
  }

  @Override
  public Secret get(String name) {
    try {
      ReadSecret read = retries.untilAnswered(() -> vault.read(name));
      Secret secret = read.value();
      if (secret.reveal().isBlank()) {
        throw new SecretUnavailableException(
            name, "empty in OCI Vault; put a new version of the secret there");
      }
      versions.put(name, read.version());
      return secret;
    } catch (VaultFailure failure) {
      throw new SecretUnavailableException(name, VaultAdvice.on(failure, settings));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SecretUnavailableException(name, "interrupted while waiting for OCI Vault", e);
    }
  }

  @Override
  public String version(String name) {
    return versions.getOrDefault(name, "");
  }

  @Override
  public String describe() {
    return "OCI Vault";
  }

  @Override
  public void close() {
    retries.close();
    vault.close();
  }

  @Override
  public String toString() {
    return "OciVaultSecrets[" + settings.vault().orElse("by secret OCID") + "]";
  }
}
