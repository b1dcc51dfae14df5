package io.gapwatch.infra.cli;

import io.gapwatch.infra.deploy.Deployer;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gapctl status}. */
@Command(
    name = "status",
    description = "Shows the address, the release and the vault of the stack.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private static final List<String> SHOWN = List.of("address", "ssh", "releaseSha256", "vaultId");

  @Mixin private StackOptions options = new StackOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Deployer deployer = options.existing(out)) {
      Map<String, String> outputs = deployer.outputs();
      SHOWN.forEach(
          name -> out.printf("%-14s %s%n", name, outputs.getOrDefault(name, "- (not up yet)")));
    }
    out.flush();
    return GapctlCommand.OK;
  }
}
