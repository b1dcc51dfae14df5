package io.gapwatch.agent.secret.vault;

import java.net.URI;
import java.util.Map;

/**
 * A Vault with a KV engine at {@code secret}, an AppRole that may read {@code secret/gapwatch} and
 * nothing else, and somebody who may do everything: the real one, or ours that answers alike.
 */
interface AnyVault extends AutoCloseable {
  URI address();

  String role();

  String secretId();

  /** A token of the role's policy. */
  String token();

  /** A new version. */
  void put(String path, Map<String, ?> values);

  /** Deletes the newest version. */
  void delete(String path);

  /** Ends a token. */
  void revoke(String token);

  void seal();

  void unseal();

  @Override
  void close();
}
