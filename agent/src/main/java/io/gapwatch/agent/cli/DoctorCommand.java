package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.doctor.DoctorOptions;
import io.gapwatch.agent.doctor.DoctorText;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "doctor",
    description = "Check the whole installation; each problem comes with a fix.",
    footer = {
      "",
      "✅ good, ⚠️ should be fixed, ❌ broken, ❓ unknown, ➖ skipped.",
      "Exit code: 0 nothing is broken or unknown, 2 something is.",
      "",
      "Examples:",
      "  gapwatch doctor             opens sources, tests channels, notifies nobody",
      "  gapwatch doctor --offline   needs no network and no vault",
      "  gapwatch doctor --send      sends a real test message to people"
    })
final class DoctorCommand implements Callable<Integer> {
  private final Environment environment;

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(names = "--offline", description = "Skip what needs the network.")
  private boolean offline;

  @Option(names = "--send", description = "Send a real test message through each channel.")
  private boolean send;

  @Option(
      names = "--candidate",
      description = "For a release that is not installed yet: skip cron, missed runs, keep-alive.")
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
            .doctor(new DoctorOptions(offline, send, candidate))
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
