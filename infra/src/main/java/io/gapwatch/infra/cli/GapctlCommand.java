package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The list of commands. */
@Command(
    name = "gapctl",
    description = "Creates, updates and removes a Gapwatch stack.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:done",
      "2:failed; the message says why and what to try",
      "64:usage error",
      "others:of test, ssh and other commands that run on the VM: the exit code there"
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      InitCommand.class,
      PlanCommand.class,
      PackageCommand.class,
      KeyCommand.class,
      DoctorCommand.class,
      UpCommand.class,
      StatusCommand.class,
      RotateCommand.class,
      DeployCommand.class,
      TestCommand.class,
      CronCommand.class,
      KeepAliveCommand.class,
      LogsCommand.class,
      SshCommand.class,
      TunnelCommand.class,
      HealthcheckCommand.class,
      InstallCommand.class,
      UpgradeCommand.class,
      UninstallCommand.class,
      StackCommand.class,
      VaultCommand.class,
      DestroyCommand.class,
      CompletionCommand.class,
      VersionCommand.class,
      HelpCommand.class,
    })
public final class GapctlCommand {
  static final int OK = 0;
  static final int FAILED = 2;
  static final int USAGE = 64;

  /** Java writes its own names in capitals; help and completion do not. */
  private static final Pattern CHOICES =
      Pattern.compile("expected one of \\[([A-Z_, ]+)] \\(case-insensitive\\)");

  private final InstantSource clock;

  GapctlCommand(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * The clock of the command line that this command is part of. A command reads it once; what waits
   * for something reads it again.
   */
  static InstantSource clock(CommandSpec spec) {
    return ((GapctlCommand) spec.root().userObject()).clock;
  }

  /**
   * Runs one command line and returns the exit code: 0 done, 2 failed, 64 not understood.
   *
   * @param clock says what the time is, to all that is run
   */
  public static int run(InstantSource clock, PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new GapctlCommand(clock));
    line.getSubcommands()
        .values()
        .forEach(each -> each.getCommandSpec().versionProvider(new Version()));
    return line.setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(GapctlCommand::explain)
        .setExecutionStrategy(
            parsed -> {
              int code = new CommandLine.RunLast().execute(parsed);
              out.flush();
              return code;
            })
        .setParameterExceptionHandler(
            (wrong, typed) -> {
              if (typed.length == 0) {
                wrong.getCommandLine().usage(err);
              } else {
                err.println("gapctl: " + words(wrong));
                CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
                err.printf(
                    "Try '%s --help'.%n", wrong.getCommandLine().getCommandSpec().qualifiedName());
              }
              err.flush();
              return USAGE;
            })
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(args);
  }

  /** Without the names that Java has for things. */
  private static String words(CommandLine.ParameterException wrong) {
    String plain =
        String.valueOf(wrong.getMessage()).replace("is not an int", "is not a whole number");
    return CHOICES
        .matcher(plain)
        .replaceFirst(found -> "expected one of " + found.group(1).toLowerCase(Locale.ROOT));
  }

  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (failure instanceof InfraException) {
      err.println("gapctl: " + failure.getMessage());
    } else {
      // Not foreseen, so the trace is what a report of it needs.
      failure.printStackTrace(err);
    }
    err.flush();
    return FAILED;
  }
}
