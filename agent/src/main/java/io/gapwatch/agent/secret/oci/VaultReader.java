package io.gapwatch.agent.secret.oci;

import io.gapwatch.agent.config.schema.Secret;

/** Reads one secret with one try. */
interface VaultReader extends AutoCloseable {

  /**
   * The current version of a secret.
   *
   * @throws VaultFailure when it cannot be had
   */
  Secret read(String name);

  @Override
  void close();
}
