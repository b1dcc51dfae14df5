/** Nested inputs of {@code vault}. */
@NullMarked
package io.gapwatch.infra.oci.vault.inputs;

import org.jspecify.annotations.NullMarked;
