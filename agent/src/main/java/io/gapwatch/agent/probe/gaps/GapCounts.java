package io.gapwatch.agent.probe.gaps;

/**
 * What was counted in one pass over the rows of the window.
 *
 * @param newestTicks the time of the row with the last number
 * @param missing numbers without a row, between the first and the last
 * @param ranges the number of ranges they form
 * @param duplicates rows with a duplicate number
 * @param missedSlots slots without a block; no number is skipped
 * @param misaligned rows whose time is not the start of a slot
 * @param backwards rows that are older than the row with the previous number
 * @param longestInterval in ticks, between rows with consecutive numbers
 * @param recentSlots slots of the last day that were examined
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
