package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.IncidentDesk;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.report.Style;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command on the incident desk: opens it and prints its answer. */
abstract class DeskCommand implements Callable<Integer> {
  private final Environment environment;
  private final Terminal terminal;

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();

  DeskCommand(Environment environment, Terminal terminal) {
    this.environment = environment;
    this.terminal = terminal;
    this.spec = CommandSpec.create();
  }

  /** What to print, including line ends. */
  abstract String answer(IncidentDesk desk, Instant now);

  /** Whether it changes what later runs believe. */
  boolean writes() {
    return false;
  }

  Environment environment() {
    return environment;
  }

  Style style() {
    return terminal.style();
  }

  static String line(String text) {
    return text + System.lineSeparator();
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Instant now = writes() ? common.nowToWrite(spec, environment) : common.now(environment);
    try (IncidentDesk desk = new IncidentDesk(common.load(environment))) {
      out.print(answer(desk, now));
    }
    out.flush();
    return ExitCode.OK;
  }
}
