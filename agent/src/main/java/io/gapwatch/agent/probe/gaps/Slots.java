package io.gapwatch.agent.probe.gaps;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The slots of a chain: a block's time is always the start of a slot. A missed slot skips no block
 * number, it only makes the interval longer.
 *
 * <p>Ethereum mainnet since block 15537394: 12 s from 2020-12-01T12:00:23Z (timestamp = 1606824023
 * + 12 × slot).
 *
 * @param length empty for a table without slots
 * @param genesis the start of slot 0
 * @param longestRun how many consecutive missed slots are plausible; the longest seen on mainnet is
 *     7, on 2023-05-11
 */
record Slots(Optional<Duration> length, Instant genesis, long longestRun) {}
