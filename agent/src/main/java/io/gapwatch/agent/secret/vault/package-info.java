/** Secrets from HashiCorp Vault: the values of one secret of a KV version 2 mount. */
@NullMarked
package io.gapwatch.agent.secret.vault;

import org.jspecify.annotations.NullMarked;
