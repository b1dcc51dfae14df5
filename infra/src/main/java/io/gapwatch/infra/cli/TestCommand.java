package io.gapwatch.infra.cli;

import picocli.CommandLine.Command;

/** {@code gapctl test}. */
@Command(
    name = "test",
    description = "Runs all checks on the VM now and shows the results.",
    mixinStandardHelpOptions = true)
final class TestCommand extends AgentCommand {
  @Override
  String command() {
    return AS_AGENT + "gapwatch check";
  }
}
