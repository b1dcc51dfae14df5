package io.gapwatch.infra.doppler;

import io.gapwatch.infra.config.Secret;
import java.util.Map;

/** Somewhere that holds secrets by name. */
@FunctionalInterface
public interface SecretSource {

  /**
   * All that it holds, which may be more or less than is wanted.
   *
   * @throws io.gapwatch.infra.config.InfraException when it cannot be asked
   */
  Map<String, Secret> fetch();
}
