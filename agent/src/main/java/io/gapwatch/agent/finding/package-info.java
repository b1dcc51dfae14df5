/** Judges readings against limits: pure functions from readings to findings. */
@NullMarked
package io.gapwatch.agent.finding;

import org.jspecify.annotations.NullMarked;
