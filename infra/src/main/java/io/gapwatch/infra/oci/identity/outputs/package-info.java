/** Answers of {@code identity}. */
@NullMarked
package io.gapwatch.infra.oci.identity.outputs;

import org.jspecify.annotations.NullMarked;
