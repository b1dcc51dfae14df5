package io.gapwatch.agent.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Overrides the default configuration file and state folder. */
final class ConfigOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration. Default: gapwatch.yaml here, then /etc/gapwatch/gapwatch.yaml.")
  private @Nullable Path config;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "The folder for history, incidents and outbox, instead of the configured one.")
  private @Nullable Path state;

  Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  Optional<Path> state() {
    return Optional.ofNullable(state);
  }
}
