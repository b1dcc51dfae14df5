package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.RunResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    description = "Run checks now and print the result; sends nothing, opens no incident.",
    footer = {
      "",
      "Exit code: 0 all ok, 1 something is unhealthy, 2 something could not be checked.",
      "",
      "Examples:",
      "  gapwatch check                      all checks of gapwatch.yaml",
      "  gapwatch check blocks --format json one check, for a script",
      "  gapwatch check --now 2026-11-20T00:00:00Z   the result as of then"
    })
final class CheckCommand implements Callable<Integer> {
  private final Environment environment;
  private final Terminal terminal;

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private FormatOption format = new FormatOption();

  @Parameters(
      paramLabel = "ID",
      converter = WordsConverter.class,
      description = "Checks to run. Default: all.")
  private List<String> ids = List.of();

  CheckCommand(Environment environment, Terminal terminal) {
    this.environment = environment;
    this.terminal = terminal;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    RunListener listener = format.listener(out, terminal);
    RunResult report =
        new Agent(environment)
            .checks()
            .run(common.load(environment), ids, common.now(environment), listener);
    return format.end(out, report);
  }
}
