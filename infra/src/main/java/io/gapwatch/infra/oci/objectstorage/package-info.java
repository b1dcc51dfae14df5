/** Buckets, objects and addresses that open them. */
@NullMarked
package io.gapwatch.infra.oci.objectstorage;

import org.jspecify.annotations.NullMarked;
