package io.gapwatch.agent.probe;

/** One line of a report about what was seen: {@code Latest block: 23,765,432}. */
public record Fact(String label, String text) {}
