/** The agent as an immutable archive, named by its content. */
@NullMarked
package io.gapwatch.infra.release;

import org.jspecify.annotations.NullMarked;
