package io.gapwatch.agent.finding;

/** Identifies the same problem across runs: the check and the subject, never a value. */
public record Fingerprint(String checkId, String subject) {}
