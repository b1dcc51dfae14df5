/** The lists of types, and the wiring. */
@NullMarked
package io.gapwatch.agent.app;

import org.jspecify.annotations.NullMarked;
