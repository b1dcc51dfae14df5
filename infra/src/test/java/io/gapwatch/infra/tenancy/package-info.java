/** Oracle on loopback, which checks who signed, and the questions that it is asked. */
@NullMarked
package io.gapwatch.infra.tenancy;

import org.jspecify.annotations.NullMarked;
