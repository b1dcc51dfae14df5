/** Answers of {@code core}. */
@NullMarked
package io.gapwatch.infra.oci.core.outputs;

import org.jspecify.annotations.NullMarked;
