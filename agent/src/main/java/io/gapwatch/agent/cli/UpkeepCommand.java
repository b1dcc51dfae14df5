package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.run.JobRun;
import io.gapwatch.agent.run.ScheduledRuns;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "upkeep",
    description = "Do one upkeep action of the configuration: vacuum, restart, prune-logs.",
    footer = {
      "",
      "Exit code: 0 done, 1 something is left or not well, or an incident forbids",
      "it, 2 it could not be done or not be verified.",
      "If another run of it is in progress, it says so and exits 0.",
      "",
      "Examples:",
      "  gapwatch upkeep logs --dry-run   what would be deleted",
      "  gapwatch upkeep vacuum           does it: lock, history, messages, ping"
    })
final class UpkeepCommand implements Callable<Integer> {
  private final Environment environment;
  private final Terminal terminal;

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = "--dry-run",
      description = "Only say what would be done. Changes, stores and sends nothing.")
  private boolean dryRun;

  @Option(
      names = "--scheduled",
      description = "Run only if it is due now and has not run for this due time, as cron does.")
  private boolean scheduled;

  @Parameters(paramLabel = "NAME", converter = WordsConverter.class, description = "The upkeep.")
  private String name = "";

  UpkeepCommand(Environment environment, Terminal terminal) {
    this.environment = environment;
    this.terminal = terminal;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Config config = common.load(environment);
    Instant now = dryRun ? common.now(environment) : common.nowToAct(spec, environment);
    RunListener listener = format.listener(out, terminal);
    JobRun jobs = new Agent(environment).jobs();
    if (scheduled && !dryRun && !ScheduledRuns.isDue(config, name, now)) {
      return NothingRan.notDue(spec, name, now);
    }
    Optional<RunResult> report =
        dryRun
            ? Optional.of(jobs.dryRun(config, name, now, listener))
            : jobs.upkeep(config, name, now, listener, scheduled);
    if (report.isEmpty()) {
      return NothingRan.another(spec, name);
    }
    return format.end(out, report.get());
  }
}
