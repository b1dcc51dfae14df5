package io.gapwatch.agent.probe.process;

import io.gapwatch.agent.probe.Limits;

/**
 * The limits of what is not known before a second run. An upper bound that is within them is enough
 * to know that all is well.
 */
record Bounds(Limits restarts, Limits cpu) {}
