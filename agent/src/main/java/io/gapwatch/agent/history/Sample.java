package io.gapwatch.agent.history;

import io.gapwatch.agent.finding.Status;
import java.time.Instant;

/**
 * One measured number of one check.
 *
 * @param at when the run began
 * @param status how the check was judged, so that a baseline can exclude what was not ok
 */
public record Sample(Instant at, Status status, double value) {}
