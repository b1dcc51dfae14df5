/** The lists of what exists, and the wiring. */
@NullMarked
package io.gapwatch.agent.app;

import org.jspecify.annotations.NullMarked;
