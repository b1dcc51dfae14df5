package io.gapwatch.agent.history;

import java.time.Instant;

/**
 * The machine's counters at one instant. Two snapshots of the same boot give the mean utilisation
 * between them, however far apart they are.
 *
 * @param boot the boot id
 * @param busy busy ticks since boot, summed over all cores
 * @param total ticks since boot, summed over all cores
 * @param memory memory in use at this instant, in percent
 */
public record UsageSnapshot(Instant at, String boot, long busy, long total, double memory) {}
