/** The contract of a probe: it reads one source and returns a reading; it does not judge. */
@NullMarked
package io.gapwatch.agent.probe;

import org.jspecify.annotations.NullMarked;
