package io.gapwatch.agent.probe.gaps;

/**
 * What was counted in one pass over the rows of the window.
 *
 * @param firstTicks the earliest time of all
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
 * @param elsewhere numbers of the window whose rows have a time outside of it
 * @param latestTicks the latest time of all
 * @param flaws when the rows are from with which something is wrong
 */
record GapCounts(
    long rows,
    long first,
    long firstTicks,
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
    long recentMissed,
    long elsewhere,
    long latestTicks,
    Flaws flaws) {

  /** How many rows show that times do not follow numbers. */
  long outOfOrder() {
    // One row out of order can leave any number of others outside of the window.
    return backwards > 0 ? backwards : elsewhere;
  }

  /** The same with more numbers whose rows have a time outside of the window. */
  GapCounts withElsewhere(long more) {
    return new GapCounts(
        rows,
        first,
        firstTicks,
        last,
        newestTicks,
        missing,
        ranges,
        duplicates,
        missedSlots,
        misaligned,
        backwards,
        longestInterval,
        recentSlots,
        recentMissed,
        elsewhere + more,
        latestTicks,
        flaws);
  }

  /** The same, where some of the missing numbers stand elsewhere in the table. */
  GapCounts with(Elsewhere found, long stillMissing, long stillRanges, Flaws withThem) {
    return new GapCounts(
        rows,
        first,
        firstTicks,
        last,
        newestTicks,
        stillMissing,
        stillRanges,
        duplicates,
        missedSlots,
        misaligned,
        backwards,
        longestInterval,
        recentSlots,
        recentMissed,
        found.count(),
        latestTicks,
        withThem);
  }
}
