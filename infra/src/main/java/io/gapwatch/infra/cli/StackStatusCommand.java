package io.gapwatch.infra.cli;

import io.gapwatch.infra.remote.StackScript;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gapctl stack status}. */
@Command(
    name = "status",
    description = {
      "Shows which containers run on the VM, and what they take.",
      "Exit code 2: not all of them run and are healthy."
    },
    mixinStandardHelpOptions = true)
final class StackStatusCommand implements Callable<Integer> {
  @Mixin private VmOptions vm = new VmOptions();

  @Override
  public Integer call() {
    return vm.run(StackScript.command(List.of("status")));
  }
}
