package io.gapwatch.agent.cli;

import io.gapwatch.agent.config.Config;
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
      "--now and --format only apply to --plan; a burst always runs now.",
      "",
      "Exit code: 0 done; 2 failed, or, with --plan, the machine is not proven safe.",
      "",
      "Examples:",
      "  gapwatch keep-alive          one burst, at lowest priority; Ctrl-C stops it",
      "  gapwatch keep-alive --plan   the rule, the plan, and the last 7 days"
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
    @Option(names = "--plan", description = "Print the plan and the result so far; do nothing.")
    private boolean plan;

    @Option(
        names = "--hold-memory",
        description = "Hold memory instead, until stopped (A1 only); run it as a service.")
    private boolean holdMemory;
  }

  KeepAliveCommand(Environment environment, Terminal terminal) {
    this.environment = environment;
    this.terminal = terminal;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    Config config = common.load(environment);
    KeepAlive keepAlive = new KeepAlive(config);
    if (mode.plan && config.keepAlive().isEmpty()) {
      plan(keepAlive, common.now(environment));
      spec.commandLine()
          .getErr()
          .printf(
              "gapwatch: %s has no keepAlive section, so nothing keeps this machine busy; the plan"
                  + " above is what the defaults would do. To turn it on, add keepAlive: {} and run"
                  + " gapwatch crontab install%n",
              config.file());
      return ExitCode.FAILED;
    }
    if (mode.plan) {
      return plan(keepAlive, common.now(environment));
    }
    if (format.isJson()) {
      throw new ParameterException(spec.commandLine(), "--format json requires --plan");
    }
    // Never a replayed time: samples are evidence, and a false time would displace genuine ones.
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
          "keepAlive.hold is memory, so there are no bursts; run gapwatch keep-alive "
              + "--hold-memory as a service");
    }
    say(
        "%s burst of %d min, all cores at %d %%, lowest priority; stop it with Ctrl-C",
        now, settings.burst().toMinutes(), settings.target());
    Optional<BurstOutcome> outcome = keepAlive.burst(now);
    if (outcome.isEmpty()) {
      spec.commandLine().getErr().println("gapwatch: another burst is in progress; nothing to do");
      return ExitCode.OK;
    }
    return report(outcome.get());
  }

  private int report(BurstOutcome outcome) {
    switch (outcome.ending()) {
      case NOT_NEEDED ->
          say("not needed: real work has kept it busy for %d min already", outcome.busyMinutes());
      case DONE ->
          say(
              "done: %d s at %.1f %%, %d min proven",
              outcome.took().toSeconds(), outcome.mean(), outcome.busyMinutes());
      case OUT_OF_TIME -> {
        say(
            "stopped after %d s, %d min proven: jobs were running, or the cores were not available",
            outcome.took().toSeconds(), outcome.busyMinutes());
        return ExitCode.FAILED;
      }
    }
    return ExitCode.OK;
  }

  private int holdMemory(KeepAlive keepAlive, Instant now) {
    say("holding memory at %d %% in use until stopped", keepAlive.settings().memory());
    if (!keepAlive.holdMemory(now)) {
      spec.commandLine().getErr().println("gapwatch: another process already holds memory");
    }
    return ExitCode.OK;
  }

  private void say(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
