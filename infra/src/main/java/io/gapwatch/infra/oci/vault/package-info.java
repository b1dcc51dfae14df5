/** Secrets in a vault. */
@NullMarked
package io.gapwatch.infra.oci.vault;

import org.jspecify.annotations.NullMarked;
