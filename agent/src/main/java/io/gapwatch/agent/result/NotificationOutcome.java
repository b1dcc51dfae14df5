package io.gapwatch.agent.result;

/**
 * The outcome of notifying one channel.
 *
 * @param arrived false if it could not be notified, temporarily or permanently
 * @param text what it was sent, or why it could not be
 */
public record NotificationOutcome(String channel, boolean arrived, String text) {}
