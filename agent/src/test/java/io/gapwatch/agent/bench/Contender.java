package io.gapwatch.agent.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program that does the job of one run.
 *
 * @param environment its variables, besides those of the benchmark
 * @param forget a folder to delete before each start, for a first run
 */
record Contender(
    String name, List<String> command, Map<String, String> environment, Optional<Path> forget) {}
