/** Deletes old log files. */
@NullMarked
package io.gapwatch.agent.upkeep.logs;

import org.jspecify.annotations.NullMarked;
