/** Other programs that are run to their end. */
@NullMarked
package io.gapwatch.infra.process;

import org.jspecify.annotations.NullMarked;
