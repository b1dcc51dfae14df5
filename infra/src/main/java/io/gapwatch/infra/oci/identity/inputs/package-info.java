/** Nested inputs of {@code identity}. */
@NullMarked
package io.gapwatch.infra.oci.identity.inputs;

import org.jspecify.annotations.NullMarked;
