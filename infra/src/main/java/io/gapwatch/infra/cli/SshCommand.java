package io.gapwatch.infra.cli;

import io.gapwatch.infra.remote.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gapctl ssh}. */
@Command(
    name = "ssh",
    description = {
      "Opens a shell on the VM, or runs a command there.",
      "  gapctl ssh -- df -h",
      "The exit code is that of the shell or the command."
    },
    mixinStandardHelpOptions = true)
final class SshCommand implements Callable<Integer> {
  @Mixin private VmOptions vm = new VmOptions();

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "What to run (default: a shell).")
  private List<String> words = new ArrayList<>();

  @Override
  public Integer call() {
    return words.isEmpty() ? Shell.open(vm.host()) : vm.run(String.join(" ", words));
  }
}
