/** Backups of the state, and their restoration. */
@NullMarked
package io.gapwatch.agent.backup;

import org.jspecify.annotations.NullMarked;
