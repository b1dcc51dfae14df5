package io.gapwatch.agent.secret.oci;

/** Reads one secret with one try. */
interface VaultReader extends AutoCloseable {

  /**
   * The current version of a secret.
   *
   * @throws VaultFailure when it cannot be had
   */
  ReadSecret read(String name);

  @Override
  void close();
}
