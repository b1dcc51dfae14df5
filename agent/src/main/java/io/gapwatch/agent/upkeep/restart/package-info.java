/** Restarts processes, one after another. */
@NullMarked
package io.gapwatch.agent.upkeep.restart;

import org.jspecify.annotations.NullMarked;
