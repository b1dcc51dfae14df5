/** Secrets into HashiCorp Vault. */
@NullMarked
package io.gapwatch.infra.vault;

import org.jspecify.annotations.NullMarked;
