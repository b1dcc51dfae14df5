package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that many commands have. */
final class CommonOptions {
  @Mixin private ConfigOptions files = new ConfigOptions();

  @Option(
      names = "--now",
      paramLabel = "INSTANT",
      description = "Replay: take this as the time, such as 2026-11-21T00:00:00Z.")
  private @Nullable Instant now;

  Config load(Environment environment) {
    return new Configs(environment).load(files.config(), files.state());
  }

  Optional<Path> config() {
    return files.config();
  }

  Optional<Path> state() {
    return files.state();
  }

  /** The one clock reading of the command. */
  Instant now(Environment environment) {
    // Nanoseconds say nothing to people, and the history keeps milliseconds.
    return Optional.ofNullable(now)
        .orElseGet(() -> environment.clock().instant().truncatedTo(ChronoUnit.MILLIS));
  }
}
