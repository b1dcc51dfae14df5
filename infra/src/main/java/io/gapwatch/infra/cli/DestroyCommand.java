package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.deploy.Deployer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gapctl destroy}. */
@Command(
    name = "destroy",
    description = "Removes everything in the stack.",
    mixinStandardHelpOptions = true)
final class DestroyCommand implements Callable<Integer> {
  @Mixin private StackOptions options = new StackOptions();

  @Option(
      names = "--yes",
      description = "Confirm: the VM, its history and the secrets will be gone.")
  private boolean yes;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    if (!yes) {
      throw new InfraException(
          "destroy removes the VM, its history and the secrets of the stack %s; confirm with --yes"
              .formatted(options.stack()));
    }
    try (Deployer deployer = options.existing(spec.commandLine().getOut())) {
      deployer.destroy();
    }
    return GapctlCommand.OK;
  }
}
