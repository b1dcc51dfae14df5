package io.gapwatch.agent.finding;

/** What makes two findings the same thing seen twice: the check and the subject, never a value. */
public record Fingerprint(String checkId, String subject) {}
