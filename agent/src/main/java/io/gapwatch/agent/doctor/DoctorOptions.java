package io.gapwatch.agent.doctor;

/**
 * How far the doctor goes.
 *
 * @param offline whether to leave out what needs the network
 * @param send whether channels that reach people get a real message
 * @param candidate whether this release is not installed yet, so that cron and keep-alive are not
 *     its own
 */
public record Scrutiny(boolean offline, boolean send, boolean candidate) {}
