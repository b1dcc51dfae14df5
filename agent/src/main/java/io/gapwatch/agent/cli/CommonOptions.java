package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options common to many commands. */
final class CommonOptions {
  @Mixin private ConfigOptions files = new ConfigOptions();

  @Option(
      names = "--now",
      paramLabel = "INSTANT",
      converter = InstantConverter.class,
      description =
          "Replay: use this as the current time, such as 2026-11-21T00:00:00Z. What writes "
              + "history then needs --state with a folder of its own.")
  private @Nullable Instant now;

  Config load(Environment environment) {
    return new Configs(environment).load(files.config(), files.state());
  }

  /** This file, in place of the one on the command line. */
  Config load(Environment environment, Path file) {
    return new Configs(environment).load(Optional.of(file), files.state());
  }

  Optional<Path> config() {
    return files.config();
  }

  Optional<Path> state() {
    return files.state();
  }

  /**
   * The same as {@link #now}, of a command that changes something outside.
   *
   * @throws ParameterException for a replay, which must change nothing
   */
  Instant nowToAct(CommandSpec command, Environment environment) {
    if (now != null) {
      throw new ParameterException(
          command.commandLine(),
          "--now replays another time, in which nothing can be done; use it with --dry-run");
    }
    return now(environment);
  }

  /**
   * The same as {@link #now}, of a command that writes down what later runs believe.
   *
   * @throws ParameterException where a replay would write into the state of real runs
   */
  Instant nowToWrite(CommandSpec command, Environment environment) {
    if (now != null) {
      Path real = folder(new Configs(environment).load(files.config(), Optional.empty()).state());
      if (files
          .state()
          .map(environment.folder()::resolve)
          .map(CommonOptions::folder)
          .filter(own -> !own.equals(real))
          .isEmpty()) {
        throw new ParameterException(
            command.commandLine(),
            "--now replays another time, and would write it into the history of real runs in "
                + real
                + "; give the replay a state of its own, such as --state /tmp/replay, or use"
                + " gapwatch check --now, which writes nothing");
      }
    }
    return now(environment);
  }

  /** Whether another time is played. */
  boolean isReplay() {
    return now != null;
  }

  /** The folder itself, whatever links lead to it. */
  private static Path folder(Path state) {
    try {
      return state.toRealPath();
    } catch (IOException notThereYet) {
      return state.toAbsolutePath().normalize();
    }
  }

  /** The command's single clock reading. */
  Instant now(Environment environment) {
    // Nanoseconds are noise to people, and the history stores milliseconds.
    return Optional.ofNullable(now)
        .orElseGet(() -> environment.clock().instant().truncatedTo(ChronoUnit.MILLIS));
  }
}
