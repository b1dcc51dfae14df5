package io.gapwatch.agent.config.schema;

/** A section together with its {@code type}. */
public record Tagged(String type, Settings settings, Location location) {}
