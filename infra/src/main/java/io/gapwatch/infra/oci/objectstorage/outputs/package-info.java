/** Answers of {@code objectstorage}. */
@NullMarked
package io.gapwatch.infra.oci.objectstorage.outputs;

import org.jspecify.annotations.NullMarked;
