/** Vaults and master keys. */
@NullMarked
package io.gapwatch.infra.oci.kms;

import org.jspecify.annotations.NullMarked;
