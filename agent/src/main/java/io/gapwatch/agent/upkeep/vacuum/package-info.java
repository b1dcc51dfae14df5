/** Vacuums tables. */
@NullMarked
package io.gapwatch.agent.upkeep.vacuum;

import org.jspecify.annotations.NullMarked;
