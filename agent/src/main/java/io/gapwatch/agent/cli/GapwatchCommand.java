package io.gapwatch.agent.cli;

import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.run.Crash;
import java.io.PrintWriter;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "gapwatch",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Watches a data pipeline from outside. Unknown never counts as healthy.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Start here:",
      "  gapwatch demo             a full cycle on an embedded year of blocks",
      "  gapwatch init             looks at your data, writes a first gapwatch.yaml",
      "  gapwatch config check     is my gapwatch.yaml valid?",
      "  gapwatch check            run all checks once, notify nobody",
      "  gapwatch run chain        what cron calls: checks, incidents, messages",
      "  gapwatch doctor           is the installation healthy? Each problem with a fix",
      "  gapwatch report chain     the last run, or a night with --since 12h",
      "  gapwatch incidents        what is wrong now, and who acknowledged it",
      "  gapwatch crontab install  run the jobs from cron",
      "  gapwatch watch            or run them from Gapwatch itself, without cron",
      "  gapwatch help check       what a command does, with examples"
    })
public final class GapwatchCommand implements Runnable {
  /** That of a stack that overflowed has thousands. */
  private static final int LONGEST_TRACE = 50;

  @Spec private CommandSpec spec = CommandSpec.create();

  private GapwatchCommand() {}

  /**
   * Runs one command line.
   *
   * @return the exit code
   */
  public static int run(
      Environment environment,
      boolean interactive,
      PrintWriter out,
      PrintWriter err,
      String... args) {
    Terminal terminal = Terminal.of(environment.variables(), interactive);
    CrontabCommand crontab =
        new CrontabCommand(environment, Confirmation.atTerminal(), System.getProperty("user.name"));
    Commands commands =
        Commands.all(environment, terminal, crontab).calledBy(EarlyOptions.command(args));
    try {
      CommandLine commandLine = commandLine(commands, terminal, out, err);
      return written(commandLine.execute(EarlyOptions.moved(commandLine, args)), out, err);
    } catch (Error e) {
      // Otherwise Java would end with 1, which says that something was found to be unhealthy.
      bug(e, err);
      return ExitCode.FAILED;
    }
  }

  /** What was not written was not done, whatever the command came to. */
  private static int written(int code, PrintWriter out, PrintWriter err) {
    if (!out.checkError()) {
      return code;
    }
    err.println(
        "gapwatch: the output could not be written in whole, so do not use it: is the disk full?");
    return code == ExitCode.USAGE ? code : ExitCode.FAILED;
  }

  static CommandLine commandLine(
      Commands commands, Terminal terminal, PrintWriter out, PrintWriter err) {
    CommandLine commandLine = new CommandLine(new GapwatchCommand());
    commands.byName().forEach((name, made) -> commandLine.addSubcommand(name, made.get()));
    commandLine.getSubcommands().values().forEach(GapwatchCommand::addHelp);
    HelpPage.of(commandLine);
    return commandLine
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                terminal.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
        .setParameterExceptionHandler(GapwatchCommand::usage)
        .setExecutionExceptionHandler(GapwatchCommand::failure);
  }

  private static void addHelp(CommandLine command) {
    command.getCommandSpec().mixinStandardHelpOptions(true);
    command.getCommandSpec().versionProvider(new Version());
    command.getSubcommands().values().forEach(GapwatchCommand::addHelp);
  }

  private static int usage(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    if (e instanceof NoCommandException) {
      e.getCommandLine().usage(err, e.getCommandLine().getColorScheme());
      return ExitCode.USAGE;
    }
    err.println("gapwatch: " + UsageError.of(e, args));
    err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  private static int failure(
      Exception e, CommandLine commandLine, CommandLine.ParseResult parseResult) {
    PrintWriter err = commandLine.getErr();
    if (e instanceof GapwatchException) {
      err.println("gapwatch: " + e.getMessage());
    } else {
      bug(e, err);
    }
    return ExitCode.FAILED;
  }

  /** Without the message, which may quote a secret; with what a report of the bug needs. */
  private static void bug(Throwable thrown, PrintWriter err) {
    err.println("gapwatch: " + Crash.inWords(thrown) + "; the place:");
    err.println("    " + thrown.getClass().getName());
    Stream.of(thrown.getStackTrace())
        .limit(LONGEST_TRACE)
        .forEach(at -> err.println("    at " + at));
  }

  @Override
  public void run() {
    throw new NoCommandException(spec);
  }
}
