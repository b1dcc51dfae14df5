/** Nested inputs of {@code kms}. */
@NullMarked
package io.gapwatch.infra.oci.kms.inputs;

import org.jspecify.annotations.NullMarked;
