/**
 * Months of runs in minutes, in one process with a simulated clock: a seeded plan says what goes
 * wrong, a world and a machine make it so, and oracles that know nothing of the program say what
 * people must have been told and when jobs must have run.
 */
@NullMarked
package io.gapwatch.agent.soak;

import org.jspecify.annotations.NullMarked;
