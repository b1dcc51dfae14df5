/** Runs, readings, incidents and deliveries, kept in SQLite. */
@NullMarked
package io.gapwatch.agent.history;

import org.jspecify.annotations.NullMarked;
