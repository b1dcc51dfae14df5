package io.gapwatch.agent.secret.vault;

import java.time.Duration;

/**
 * How long to wait for Vault.
 *
 * @param connect to open one connection
 * @param exchange one request, from connecting to the last byte of the answer
 * @param pause before the second try; doubles from try to try
 * @param fetch after this long no further try begins
 */
record VaultTimeouts(Duration connect, Duration exchange, Duration pause, Duration fetch) {
  /** 3 s, 7 s, 1 s, 30 s. */
  static final VaultTimeouts DEFAULT =
      new VaultTimeouts(
          Duration.ofSeconds(3),
          Duration.ofSeconds(7),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30));
}
