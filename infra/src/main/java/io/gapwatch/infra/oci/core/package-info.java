/** Network and compute. */
@NullMarked
package io.gapwatch.infra.oci.core;

import org.jspecify.annotations.NullMarked;
