package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.SummaryConfig;
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
    name = "run",
    description = "Run a job as cron does: checks, incidents, notifications, history.",
    footer = {
      "",
      "Exit code: 0 all ok, 1 something is unhealthy, 2 something could not be checked.",
      "If another run of the job is in progress, it says so and exits 0.",
      "",
      "Examples:",
      "  gapwatch run chain",
      "  gapwatch run chain --now 2026-11-20T03:00:00Z --state /tmp/replay",
      "                                  as of then; it does send messages, but pings",
      "                                  no dead-man's switch and writes no page"
    })
final class RunCommand implements Callable<Integer> {
  private final Environment environment;
  private final Terminal terminal;

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = "--scheduled",
      description =
          "Run only if the job is due now and has not run for this due time. For crontabs on "
              + "a machine in a different time zone than the job.")
  private boolean scheduled;

  @Parameters(paramLabel = "JOB", converter = WordsConverter.class, description = "The job.")
  private String job = "";

  RunCommand(Environment environment, Terminal terminal) {
    this.environment = environment;
    this.terminal = terminal;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Config config = common.load(environment);
    Instant now = common.nowToWrite(spec, environment);
    if (scheduled && !ScheduledRuns.isDue(config, job, now)) {
      return NothingRan.notDue(spec, job, now);
    }
    RunListener listener = format.listener(out, terminal);
    Agent agent = new Agent(environment);
    JobRun jobs = common.isReplay() ? agent.replays() : agent.jobs();
    SummaryConfig summary = config.summaries().get(job);
    Optional<RunResult> report =
        summary == null
            ? jobs.run(config, job, now, listener)
            : jobs.summary(config, summary, now, listener, scheduled);
    if (report.isEmpty()) {
      return NothingRan.another(spec, job);
    }
    if (common.isReplay()) {
      spec.commandLine()
          .getErr()
          .println(
              "gapwatch: a replay of "
                  + now
                  + ": no dead-man's switch was pinged; status page, metrics and report files are"
                  + " as they were");
    }
    return format.end(out, report.get());
  }
}
