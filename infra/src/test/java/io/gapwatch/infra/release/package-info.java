/** Archives and what the VM does with them. */
@NullMarked
package io.gapwatch.infra.release;

import org.jspecify.annotations.NullMarked;
