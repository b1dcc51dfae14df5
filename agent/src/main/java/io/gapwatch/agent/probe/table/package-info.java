/** Checks of any table, and what they share: its columns, times and numbers. */
@NullMarked
package io.gapwatch.agent.probe.table;

import org.jspecify.annotations.NullMarked;
