package io.gapwatch.agent.notify;

import java.time.Instant;

/**
 * That somebody took an emergency on, where it reached them.
 *
 * @param by who, for people
 * @param at when, UTC
 */
public record Acknowledgement(String by, Instant at) {}
