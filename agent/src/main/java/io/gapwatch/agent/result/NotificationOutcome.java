package io.gapwatch.agent.result;

/**
 * What became of telling one channel.
 *
 * @param arrived false when it could not be told, for now or for good
 * @param text what it was told, or why it could not be
 */
public record NotificationOutcome(String channel, boolean arrived, String text) {}
