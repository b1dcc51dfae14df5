/** Checks of any table, and what all of them know of it: its columns, its times, its numbers. */
@NullMarked
package io.gapwatch.agent.probe.table;

import org.jspecify.annotations.NullMarked;
