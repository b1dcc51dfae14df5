package io.gapwatch.agent.probe;

/**
 * It could not be found out.
 *
 * @param reason what could not be done and why, without secrets
 * @param remedy what to try
 */
public record Unavailable(String reason, String remedy) implements Reading {}
