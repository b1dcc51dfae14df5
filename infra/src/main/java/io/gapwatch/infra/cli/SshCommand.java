package io.gapwatch.infra.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code gapctl ssh}. */
@Command(
    name = "ssh",
    description = "Runs a command on the VM; the stack's output ssh is the line for a shell.",
    mixinStandardHelpOptions = true)
final class SshCommand extends AgentCommand {
  @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "What to run there.")
  private List<String> words = new ArrayList<>();

  @Override
  String command() {
    return String.join(" ", words);
  }
}
