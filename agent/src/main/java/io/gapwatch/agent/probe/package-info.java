/** The contract of a check's probe: it asks one source and returns a reading; it does not judge. */
@NullMarked
package io.gapwatch.agent.probe;

import org.jspecify.annotations.NullMarked;
