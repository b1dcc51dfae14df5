package io.gapwatch.infra.cli;

import io.gapwatch.infra.remote.StackScript;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gapctl stack down}. */
@Command(
    name = "down",
    description = "Stops the containers on the VM; their volumes stay.",
    mixinStandardHelpOptions = true)
final class StackDownCommand implements Callable<Integer> {
  @Mixin private VmOptions vm = new VmOptions();

  @Override
  public Integer call() {
    return vm.run(StackScript.command(List.of("down")));
  }
}
