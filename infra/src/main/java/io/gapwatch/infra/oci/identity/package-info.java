/** Who may do what, and where machines can be. */
@NullMarked
package io.gapwatch.infra.oci.identity;

import org.jspecify.annotations.NullMarked;
