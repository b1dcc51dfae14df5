/** Judges readings against limits: pure functions from a reading to findings. */
@NullMarked
package io.gapwatch.agent.finding;

import org.jspecify.annotations.NullMarked;
