package io.gapwatch.agent.probe.gaps;

/**
 * What was counted in one pass over the rows of the window.
 *
 * @param newestTicks the time of the row with the last number
 * @param missing numbers without a row, between the first and the last
 * @param ranges how many ranges they form
 * @param duplicates rows whose number another row has already
 * @param missedSlots slots without a block, which skip no number
 * @param misaligned rows that do not stand at the beginning of a slot
 * @param backwards rows that are older than the row with the number before
 * @param longestInterval in ticks, between rows whose numbers follow each other
 * @param recentSlots slots of the last day that were looked at
 * @param recentMissed how many of those were missed
 */
record GapCounts(
    long rows,
    long first,
    long last,
    long newestTicks,
    long missing,
    long ranges,
    long duplicates,
    long missedSlots,
    long misaligned,
    long backwards,
    long longestInterval,
    long recentSlots,
    long recentMissed) {}
