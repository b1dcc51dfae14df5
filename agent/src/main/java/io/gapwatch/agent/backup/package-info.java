/** Backups of the state, and the way back. */
@NullMarked
package io.gapwatch.agent.backup;

import org.jspecify.annotations.NullMarked;
