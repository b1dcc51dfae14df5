/** Deletes old files. */
@NullMarked
package io.gapwatch.agent.upkeep;

import org.jspecify.annotations.NullMarked;
