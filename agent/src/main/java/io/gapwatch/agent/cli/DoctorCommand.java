package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.doctor.DoctorText;
import io.gapwatch.agent.doctor.Scrutiny;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "doctor",
    description = "Look at the whole installation; each line comes with its fix.",
    footer = {
      "",
      "✅ good, ⚠️ should be mended, ❌ broken, ❓ could not be found out, ➖ not asked.",
      "Exit code: 0 nothing is broken or unknown, 2 something is.",
      "",
      "Examples:",
      "  gapwatch doctor             opens sources, tests channels without reaching anybody",
      "  gapwatch doctor --offline   needs no network and no vault",
      "  gapwatch doctor --send      sends a real test message to people"
    })
final class DoctorCommand implements Callable<Integer> {
  private final Environment environment;

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(names = "--offline", description = "Leave out what needs the network, and say so.")
  private boolean offline;

  @Option(names = "--send", description = "Send a real test message through each channel.")
  private boolean send;

  @Option(
      names = "--candidate",
      description = "For a release not installed yet: leave out cron, missed runs, keep-alive.")
  private boolean candidate;

  DoctorCommand(Environment environment) {
    this.environment = environment;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    boolean well =
        new Agent(environment)
            .doctor(new Scrutiny(offline, send, candidate))
            .examine(
                () -> common.load(environment),
                common.now(environment),
                examined -> {
                  out.print(DoctorText.of(examined));
                  out.flush();
                });
    return well ? ExitCode.OK : ExitCode.FAILED;
  }
}
