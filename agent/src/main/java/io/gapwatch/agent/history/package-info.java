/** Runs, results, incidents and deliveries, stored in SQLite. */
@NullMarked
package io.gapwatch.agent.history;

import org.jspecify.annotations.NullMarked;
