package io.gapwatch.infra.config;

import java.nio.file.Path;
import java.time.Instant;

/**
 * The agent's release and how long its address is good for.
 *
 * @param archive relative to the folder {@code infra}, where the program runs
 */
public record ReleaseSource(Path archive, Instant urlExpires) {}
