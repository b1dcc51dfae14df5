package io.gapwatch.agent.app;

import io.gapwatch.agent.secret.EnvironmentType;
import io.gapwatch.agent.secret.FileType;
import io.gapwatch.agent.secret.SecretStoreType;
import io.gapwatch.agent.secret.oci.OciVaultType;
import io.gapwatch.agent.secret.vault.VaultType;
import java.util.List;

/** All secret store types: one line each. */
final class SecretStoreTypes {
  private SecretStoreTypes() {}

  public static List<SecretStoreType> all() {
    return List.of(new EnvironmentType(), new FileType(), new OciVaultType(), new VaultType());
  }
}
