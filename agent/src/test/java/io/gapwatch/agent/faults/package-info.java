/**
 * Runs in which one part never answers, drips, or is a named pipe: {@code scripts/bench faults}.
 */
@NullMarked
package io.gapwatch.agent.faults;

import org.jspecify.annotations.NullMarked;
