package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.app.Environment;
import io.gapwatch.agent.config.Config;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that many commands have. */
final class CommonOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration. Default: gapwatch.yaml here, then /etc/gapwatch/gapwatch.yaml.")
  private @Nullable Path config;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "The folder of history, incidents and outbox, instead of the configured one.")
  private @Nullable Path state;

  @Option(
      names = "--now",
      paramLabel = "INSTANT",
      description = "Replay: take this as the time, such as 2026-11-21T00:00:00Z.")
  private @Nullable Instant now;

  Config load(Environment environment) {
    return new Configs(environment).load(Optional.ofNullable(config), Optional.ofNullable(state));
  }

  Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  Optional<Path> state() {
    return Optional.ofNullable(state);
  }

  /** The one clock reading of the command. */
  Instant now(Environment environment) {
    // Nanoseconds say nothing to people, and the history keeps milliseconds.
    return Optional.ofNullable(now)
        .orElseGet(() -> environment.clock().instant().truncatedTo(ChronoUnit.MILLIS));
  }
}
