package io.gapwatch.agent.history;

import java.time.Instant;

/**
 * The machine's own counters at one moment. Two snapshots of one boot tell the mean utilisation
 * between them, however far they are apart.
 *
 * @param boot identifies the boot since which the counters run
 * @param busy ticks since the boot that some core worked, summed over all cores
 * @param total ticks since the boot, summed over all cores
 * @param memory memory in use at this moment, in percent
 */
public record UsageSnapshot(Instant at, String boot, long busy, long total, double memory) {}
