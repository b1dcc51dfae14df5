/** The lists of what exists, the wiring, and the run itself. */
@NullMarked
package io.gapwatch.agent.app;

import org.jspecify.annotations.NullMarked;
