package io.gapwatch.agent.doctor;

/**
 * What the doctor covers.
 *
 * @param offline whether to skip what needs the network
 * @param send whether channels that notify people get a real message
 * @param candidate whether this release is not installed yet, so that cron and keep-alive belong to
 *     another
 */
public record DoctorOptions(boolean offline, boolean send, boolean candidate) {}
