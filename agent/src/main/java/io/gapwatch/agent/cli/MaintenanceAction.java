package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.MaintenanceDesk;
import io.gapwatch.agent.config.Environment;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command on the windows of planned work: opens their desk and prints its answer. */
abstract class MaintenanceAction implements Callable<Integer> {
  private final Environment environment;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();

  MaintenanceAction(Environment environment) {
    this.environment = environment;
  }

  /** Whether it changes what later runs believe. */
  boolean writes() {
    return false;
  }

  /** What to print, line by line. */
  abstract List<String> answer(MaintenanceDesk desk, Instant now);

  Environment environment() {
    return environment;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Instant now = writes() ? common.nowToWrite(spec, environment) : common.now(environment);
    try (MaintenanceDesk desk = new MaintenanceDesk(common.load(environment))) {
      answer(desk, now).forEach(out::println);
    }
    out.flush();
    return ExitCode.OK;
  }
}
