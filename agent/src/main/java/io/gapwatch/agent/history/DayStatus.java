package io.gapwatch.agent.history;

import io.gapwatch.agent.finding.Status;

/**
 * What a check came to at least once on a day of UTC.
 *
 * @param day days since 1970
 */
public record DayStatus(String checkId, long day, Status status) {}
