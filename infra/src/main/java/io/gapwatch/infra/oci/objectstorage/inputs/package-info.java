/** Nested inputs of {@code objectstorage}. */
@NullMarked
package io.gapwatch.infra.oci.objectstorage.inputs;

import org.jspecify.annotations.NullMarked;
