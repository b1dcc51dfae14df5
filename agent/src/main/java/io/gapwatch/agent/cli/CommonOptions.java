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

/** Options common to many commands. */
final class CommonOptions {
  @Mixin private ConfigOptions files = new ConfigOptions();

  @Option(
      names = "--now",
      paramLabel = "INSTANT",
      converter = InstantConverter.class,
      description = "Replay: use this as the current time, such as 2026-11-21T00:00:00Z.")
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

  /** The command's single clock reading. */
  Instant now(Environment environment) {
    // Nanoseconds are noise to people, and the history stores milliseconds.
    return Optional.ofNullable(now)
        .orElseGet(() -> environment.clock().instant().truncatedTo(ChronoUnit.MILLIS));
  }
}
