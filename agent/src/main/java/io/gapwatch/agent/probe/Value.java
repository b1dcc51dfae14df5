package io.gapwatch.agent.probe;

/**
 * One measured number, for the history and for JSON.
 *
 * @param subject what it was measured on, if a check measures several things, such as a path; empty
 *     for the whole check
 * @param number in the base unit of its metric
 */
public record Value(Metric metric, String subject, Number number) {}
