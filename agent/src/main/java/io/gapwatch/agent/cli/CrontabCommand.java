package io.gapwatch.agent.cli;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.schedule.CrontabChange;
import io.gapwatch.agent.schedule.CrontabPlan;
import io.gapwatch.agent.schedule.CrontabProgram;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "crontab",
    description = "The block of Gapwatch in this user's crontab, made from the jobs.",
    synopsisSubcommandLabel = "(show | install | remove)",
    footer = {
      "",
      "Other lines of the crontab are never touched. Output of the jobs goes to",
      "STATE/logs/JOB-DATE.log.",
      "",
      "Examples:",
      "  gapwatch crontab show             what would be installed",
      "  gapwatch crontab install          shows what changes, asks, then changes it",
      "  gapwatch crontab install --yes    does not ask",
      "  gapwatch crontab remove           takes the block out again"
    })
final class CrontabCommand implements Runnable {
  private final Environment environment;
  private final Confirmation confirmation;
  private final String user;

  @Spec private CommandSpec spec;

  /**
   * @param user whose crontab it is
   */
  CrontabCommand(Environment environment, Confirmation confirmation, String user) {
    this.environment = environment;
    this.confirmation = confirmation;
    this.user = user;
    this.spec = CommandSpec.create();
  }

  /** What both changes take. */
  static final class ChangeOptions {
    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(
        names = "--allow-root",
        description = "Change the crontab of root; jobs need no such rights.")
    private boolean allowRoot;

    @Option(
        names = "--crontab",
        paramLabel = "PROGRAM",
        defaultValue = "crontab",
        description = "The program that keeps the crontab. Default: ${DEFAULT-VALUE}.")
    private String program = "crontab";
  }

  /** What cron is to start. */
  static final class LaunchOptions {
    @Option(
        names = "--launcher",
        paramLabel = "FILE",
        description = "What cron starts. Default: the script that started this.")
    private @Nullable Path launcher;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do: gapwatch crontab show, install or remove");
  }

  @Command(name = "show", description = "Print the block that belongs into the crontab.")
  int show(@Mixin CommonOptions common, @Mixin LaunchOptions launch) {
    Config config = common.load(environment);
    spec.commandLine().getOut().print(block(config, common, launch));
    return ExitCode.OK;
  }

  @Command(
      name = "install",
      description = "Put the block into the crontab, or bring it up to date.",
      footer = {"", "Exit code: 0 the crontab is as it should be, 2 it is not."})
  int install(
      @Mixin CommonOptions common, @Mixin LaunchOptions launch, @Mixin ChangeOptions change) {
    Config config = common.load(environment);
    refuseRoot(change);
    String block = block(config, common, launch);
    return make(
        CrontabChange.install(new CrontabProgram(change.program), block), config, common, change);
  }

  @Command(
      name = "remove",
      description = "Take the block out of the crontab.",
      footer = {"", "Exit code: 0 the crontab has no block, 2 it may have one."})
  int remove(@Mixin CommonOptions common, @Mixin ChangeOptions change) {
    Config config = common.load(environment);
    refuseRoot(change);
    return make(CrontabChange.remove(new CrontabProgram(change.program)), config, common, change);
  }

  private String block(Config config, CommonOptions common, LaunchOptions launch) {
    return new CrontabPlan(environment)
        .block(
            config, Optional.ofNullable(launch.launcher), common.state(), common.now(environment));
  }

  private int make(
      CrontabChange crontab, Config config, CommonOptions common, ChangeOptions change) {
    PrintWriter out = spec.commandLine().getOut();
    if (crontab.none()) {
      out.println("The crontab is as it should be already.");
      return ExitCode.OK;
    }
    crontab.diff().forEach(out::println);
    if (!change.yes && !agreed()) {
      throw new GapwatchException("nothing was changed");
    }
    Optional<Path> copy = crontab.make(config.state(), common.now(environment));
    copy.ifPresent(file -> out.println("The crontab as it was: " + file));
    out.println("✅ The crontab is changed.");
    return ExitCode.OK;
  }

  private boolean agreed() {
    return confirmation
        .ask("Change the crontab of " + user + " like this? [y/N] ")
        .orElseThrow(
            () ->
                new GapwatchException(
                    "there is no terminal to ask at, and nothing was changed; add --yes to agree"));
  }

  /** As root, checks would see other processes, folders and settings than those of the service. */
  private void refuseRoot(ChangeOptions change) {
    if (user.equals("root") && !change.allowRoot) {
      throw new GapwatchException(
          "this would change the crontab of root; run it as the user that the jobs are for, without"
              + " sudo, or add --allow-root");
    }
  }
}
