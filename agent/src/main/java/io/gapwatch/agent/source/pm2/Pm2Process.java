package io.gapwatch.agent.source.pm2;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One process with what only an upkeep action needs to know of it.
 *
 * @param errorLog the file to which PM2 writes its standard error; empty if there is none
 */
public record Pm2Process(Pm2App app, Optional<Path> errorLog) {}
