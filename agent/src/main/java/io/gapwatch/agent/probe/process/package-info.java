/** Checks of processes. */
@NullMarked
package io.gapwatch.agent.probe.process;

import org.jspecify.annotations.NullMarked;
