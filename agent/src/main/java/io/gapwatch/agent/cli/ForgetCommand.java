package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.FutureRuns;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.run.WrongClock;
import io.gapwatch.agent.text.Numbers;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "forget",
    description = "Delete runs that a wrong clock dated in the future.",
    footer = {
      "",
      "The check clock warns of such runs until their time has come. First set the clock right,",
      "then run a job: the run that was stored last shows what time it really is, and is",
      "never deleted.",
      "Exit code: 0 done, 2 failed and nothing was changed.",
      "",
      "Example:",
      "  gapwatch forget --after 2026-12-01T00:00:00Z"
    })
final class ForgetCommand implements Callable<Integer> {
  private final Environment environment;
  private final Confirmation confirmation;

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--after",
      required = true,
      paramLabel = "INSTANT",
      converter = InstantConverter.class,
      description = "Runs that are dated after this moment, more than a day ahead.")
  private Instant after = Instant.MAX;

  @Option(names = "--yes", description = "Do not ask for confirmation.")
  private boolean yes;

  ForgetCommand(Environment environment, Confirmation confirmation) {
    this.environment = environment;
    this.confirmation = confirmation;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    Instant now = common.nowToWrite(spec, environment);
    if (after.isBefore(now.plus(WrongClock.TOLERATED))) {
      throw new ParameterException(
          spec.commandLine(),
          "--after must be more than a day ahead, after "
              + now.plus(WrongClock.TOLERATED)
              + ": what is not in the future is not forgotten");
    }
    Config config = common.load(environment);
    try (FutureRuns runs = FutureRuns.after(after, config)) {
      return forget(runs);
    }
  }

  private int forget(FutureRuns runs) {
    PrintWriter out = spec.commandLine().getOut();
    if (runs.isEmpty()) {
      out.println("No run is dated after " + after + ".");
      out.flush();
      return ExitCode.OK;
    }
    out.println(runs.summary());
    out.flush();
    confirmation.require(yes, "Delete them and what they measured? [y/N] ");
    out.printf(
        "✅ %s forgotten; the next runs report that the clock is right%n",
        Numbers.count(runs.forget(), "run"));
    out.flush();
    return ExitCode.OK;
  }
}
