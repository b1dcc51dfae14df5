package io.gapwatch.infra.cli;

import io.gapwatch.infra.remote.StackScript;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gapctl stack logs}. */
@Command(
    name = "logs",
    description = "Shows the last lines of the containers on the VM.",
    mixinStandardHelpOptions = true)
final class StackLogsCommand implements Callable<Integer> {
  @Mixin private VmOptions vm = new VmOptions();

  @Parameters(
      paramLabel = "SERVICE",
      arity = "0..*",
      description = "Only these, as in prometheus (default: all).")
  private List<String> services = new ArrayList<>();

  @Option(
      names = {"-f", "--follow"},
      description = "Keep following until Ctrl-C.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      defaultValue = "50",
      paramLabel = "COUNT",
      description = "How many lines of each (default: ${DEFAULT-VALUE}).")
  private int lines = 50;

  @Override
  public Integer call() {
    List<String> words = new ArrayList<>(List.of("logs", "--no-color", "--tail=" + lines));
    if (follow) {
      words.add("--follow");
    }
    words.add("--");
    words.addAll(services);
    return vm.run(StackScript.command(words));
  }
}
