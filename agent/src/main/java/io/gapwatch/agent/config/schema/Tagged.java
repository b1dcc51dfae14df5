package io.gapwatch.agent.config.schema;

/** A section whose shape was chosen by its {@code type}. */
public record Tagged(String type, Settings settings, Location location) {}
