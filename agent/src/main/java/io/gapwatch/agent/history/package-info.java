/** Runs, readings, incidents, deliveries and probe memory, kept in SQLite. */
@NullMarked
package io.gapwatch.agent.history;

import org.jspecify.annotations.NullMarked;
