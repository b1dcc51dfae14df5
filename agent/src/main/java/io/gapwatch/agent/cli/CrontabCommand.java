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
import picocli.CommandLine.Spec;

@Command(
    name = "crontab",
    description = "Manage Gapwatch's block in this user's crontab, generated from the jobs.",
    synopsisSubcommandLabel = "(show | install | remove)",
    footer = {
      "",
      "Each configuration has a block of its own, named by its path; all other lines are never",
      "touched. The jobs log to STATE/logs/JOB-DATE.log.",
      "",
      "Examples:",
      "  gapwatch crontab show             what would be installed",
      "  gapwatch crontab install          shows the changes, asks, then applies them",
      "  gapwatch crontab install --yes    does not ask",
      "  gapwatch crontab remove           removes the block"
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

  /** Options of both changes. */
  static final class ChangeOptions {
    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--allow-root", description = "Change root's crontab; jobs do not need root.")
    private boolean allowRoot;

    @Option(
        names = "--crontab",
        paramLabel = "PROGRAM",
        defaultValue = "crontab",
        description = "The crontab command. Default: ${DEFAULT-VALUE}.")
    private String program = "crontab";
  }

  /** What cron should start. */
  static final class LaunchOptions {
    @Option(
        names = "--launcher",
        paramLabel = "FILE",
        description = "The program cron starts. Default: the script that started this one.")
    private @Nullable Path launcher;
  }

  @Override
  public void run() {
    throw new NoCommandException(spec);
  }

  @Command(
      name = "show",
      description = "Print the block that belongs in the crontab.",
      footer = {"", "Example:", "  gapwatch crontab show"})
  int show(@Mixin CommonOptions common, @Mixin LaunchOptions launch) {
    Config config = common.load(environment);
    spec.commandLine().getOut().print(block(config, common, launch));
    return ExitCode.OK;
  }

  @Command(
      name = "install",
      description = "Install or update the block in the crontab.",
      footer = {
        "",
        "Exit code: 0 the crontab is up to date, 2 failed.",
        "",
        "Example:",
        "  gapwatch crontab install --yes"
      })
  int install(
      @Mixin CommonOptions common, @Mixin LaunchOptions launch, @Mixin ChangeOptions change) {
    Config config = common.load(environment);
    refuseRoot(change);
    String block = block(config, common, launch);
    return make(
        CrontabChange.install(
            new CrontabProgram(change.program), new CrontabPlan(environment).file(config), block),
        config,
        common,
        change);
  }

  @Command(
      name = "remove",
      description = "Remove the block from the crontab.",
      footer = {
        "",
        "Exit code: 0 the crontab has no block, 2 failed.",
        "",
        "Example:",
        "  gapwatch crontab remove"
      })
  int remove(@Mixin CommonOptions common, @Mixin ChangeOptions change) {
    Config config = common.load(environment);
    refuseRoot(change);
    return make(
        CrontabChange.remove(
            new CrontabProgram(change.program), new CrontabPlan(environment).file(config)),
        config,
        common,
        change);
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
      out.println("The crontab is already up to date.");
      return ExitCode.OK;
    }
    crontab.diff().forEach(out::println);
    confirmation.require(change.yes, "Apply these changes to the crontab of " + user + "? [y/N] ");
    Optional<Path> copy = crontab.make(config.state(), common.now(environment));
    copy.ifPresent(file -> out.println("Copy of the old crontab: " + file));
    out.println("✅ Crontab updated.");
    return ExitCode.OK;
  }

  /** As root, checks would see other processes, folders and settings than the service user. */
  private void refuseRoot(ChangeOptions change) {
    if (user.equals("root") && !change.allowRoot) {
      throw new GapwatchException(
          "this would change root's crontab; run it as the user the jobs belong to, without "
              + "sudo, or add --allow-root");
    }
  }
}
