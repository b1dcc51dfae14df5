package io.gapwatch.agent.cli;

import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;

/** Why a command ran nothing: a word on standard error, and no failure, or cron would mail it. */
final class NothingRan {
  private NothingRan() {}

  /** Called with {@code --scheduled} at another time, or once more for the same. */
  static int notDue(CommandSpec command, String name, Instant now) {
    return say(command, "%s is not due at %s".formatted(name, now));
  }

  /** Another process has the lock, or let go of it after it had served this due time. */
  static int another(CommandSpec command, String name) {
    return say(
        command,
        "another run of %s is in progress, or has just ended; nothing to do".formatted(name));
  }

  private static int say(CommandSpec command, String why) {
    command.commandLine().getErr().println("gapwatch: " + why);
    return ExitCode.OK;
  }
}
