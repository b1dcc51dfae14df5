package io.gapwatch.agent.probe.epochs;

import java.time.Instant;
import java.util.Optional;

/**
 * One sealed row.
 *
 * @param epoch when its period began, UTC
 * @param group in lower case; empty where there are none
 * @param sealedAt empty if it is not told
 */
record Seal(
    Instant epoch, String channel, String group, Optional<Instant> sealedAt, boolean published) {}
