package io.gapwatch.agent.app;

import io.gapwatch.agent.secret.EnvironmentType;
import io.gapwatch.agent.secret.FileType;
import io.gapwatch.agent.secret.SecretStoreType;
import io.gapwatch.agent.secret.oci.OciVaultType;
import java.util.List;

/** All places that secrets may come from: one line each. */
public final class SecretStoreTypes {
  private SecretStoreTypes() {}

  public static List<SecretStoreType> all() {
    return List.of(new EnvironmentType(), new FileType(), new OciVaultType());
  }
}
