package io.gapwatch.agent.cli;

import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.KeepAliveConfig;
import io.gapwatch.agent.config.KeepAliveConfig.Hold;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.keepalive.BurstOutcome;
import io.gapwatch.agent.keepalive.KeepAlive;
import io.gapwatch.agent.keepalive.Outlook;
import io.gapwatch.agent.keepalive.Plan;
import io.gapwatch.agent.keepalive.PlanJson;
import io.gapwatch.agent.keepalive.PlanReport;
import io.gapwatch.agent.keepalive.Proof;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "keep-alive",
    description = "Keep an Always Free machine from being reclaimed as idle; cron calls it hourly.",
    footer = {
      "",
      "--now and --format are for --plan; a burst is always now.",
      "",
      "Exit code: 0 done; 2 it could not be done, or, with --plan, the machine is not proven safe.",
      "",
      "Examples:",
      "  gapwatch keep-alive            one burst, at the lowest priority; Ctrl-C ends it at once",
      "  gapwatch keep-alive --plan     the rule, the plan, and what the last 7 days prove"
    })
final class KeepAliveCommand implements Callable<Integer> {
  private final Environment environment;
  private final Terminal terminal;

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private FormatOption format = new FormatOption();
  @ArgGroup private Mode mode = new Mode();

  /** What to do instead of a burst. */
  static final class Mode {
    @Option(names = "--plan", description = "Print the plan and what has been reached; do nothing.")
    private boolean plan;

    @Option(
        names = "--hold-memory",
        description = "Hold memory instead, until ended (A1 only); for a service to run.")
    private boolean holdMemory;
  }

  KeepAliveCommand(Environment environment, Terminal terminal) {
    this.environment = environment;
    this.terminal = terminal;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    KeepAlive keepAlive = new KeepAlive(common.load(environment));
    if (mode.plan) {
      return plan(keepAlive, common.now(environment));
    }
    if (format.isJson()) {
      throw new ParameterException(spec.commandLine(), "--format json goes with --plan");
    }
    // Never a replayed time: samples are evidence, and a false time would push out the true ones.
    Instant now = environment.clock().instant();
    return mode.holdMemory ? holdMemory(keepAlive, now) : burst(keepAlive, now);
  }

  private int plan(KeepAlive keepAlive, Instant now) {
    Plan plan = keepAlive.plan(now);
    Proof week = keepAlive.week(now);
    Outlook outlook = Outlook.of(plan, week);
    PrintWriter out = spec.commandLine().getOut();
    if (format.isJson()) {
      out.println(PlanJson.of(plan, week, outlook));
    } else {
      new PlanReport(out, terminal.style()).print(plan, week, outlook);
    }
    return outlook.status() == Status.OK ? ExitCode.OK : ExitCode.FAILED;
  }

  private int burst(KeepAlive keepAlive, Instant now) {
    KeepAliveConfig settings = keepAlive.settings();
    if (settings.hold() == Hold.MEMORY) {
      throw new ParameterException(
          spec.commandLine(),
          "keepAlive.hold is memory, which needs no burst; run gapwatch keep-alive --hold-memory"
              + " as a service");
    }
    say(
        "%s burst of %d min, all cores at %d %%, lowest priority; Ctrl-C ends it",
        now, settings.burst().toMinutes(), settings.target());
    Optional<BurstOutcome> outcome = keepAlive.burst(now);
    if (outcome.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("gapwatch: another burst is under way; this one has nothing to do");
      return ExitCode.OK;
    }
    return tell(outcome.get());
  }

  private int tell(BurstOutcome outcome) {
    switch (outcome.ending()) {
      case NOT_NEEDED ->
          say("not needed: real work kept it busy for %d min already", outcome.busyMinutes());
      case DONE ->
          say(
              "done: %d s at %.1f %%, %d min proven",
              outcome.took().toSeconds(), outcome.mean(), outcome.busyMinutes());
      case OUT_OF_TIME -> {
        say(
            "given up after %d s, %d min proven: jobs were running, or the cores were not to be had",
            outcome.took().toSeconds(), outcome.busyMinutes());
        return ExitCode.FAILED;
      }
    }
    return ExitCode.OK;
  }

  private int holdMemory(KeepAlive keepAlive, Instant now) {
    say("holding %d %% of memory in use until ended", keepAlive.settings().memory());
    if (!keepAlive.holdMemory(now)) {
      spec.commandLine().getErr().println("gapwatch: another process holds memory already");
    }
    return ExitCode.OK;
  }

  private void say(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
