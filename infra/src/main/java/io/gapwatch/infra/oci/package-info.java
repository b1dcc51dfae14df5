/**
 * The provider's resources and questions that Gapwatch uses, with the names and the builder style
 * of the generated SDK: moving over to it is a change of imports. A test holds every name and type
 * to the provider's schema.
 */
@NullMarked
package io.gapwatch.infra.oci;

import org.jspecify.annotations.NullMarked;
