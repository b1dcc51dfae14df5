/** The provider's schema as a yardstick, for the bindings here and for the stand-in provider. */
@NullMarked
package io.gapwatch.infra.oci;

import org.jspecify.annotations.NullMarked;
