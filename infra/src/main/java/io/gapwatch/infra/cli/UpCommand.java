package io.gapwatch.infra.cli;

import io.gapwatch.infra.deploy.Deployer;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gapctl up}, which is also how secrets are rotated and releases shipped. */
@Command(
    name = "up",
    aliases = "rotate",
    description = "Makes the cloud as the program says; rotates secrets that changed.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  @Mixin private StackOptions options = new StackOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Deployer deployer = options.open(out)) {
      deployer.up();
    }
    return GapctlCommand.OK;
  }
}
