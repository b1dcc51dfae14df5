/** Nested inputs of {@code core}. */
@NullMarked
package io.gapwatch.infra.oci.core.inputs;

import org.jspecify.annotations.NullMarked;
