package io.gapwatch.infra.cli;

import picocli.CommandLine.Command;

/** {@code gapctl deploy}. */
@Command(
    name = "deploy",
    description = "Lets the VM fetch the release of the last up now, not within ten minutes.",
    mixinStandardHelpOptions = true)
final class DeployCommand extends AgentCommand {
  @Override
  String command() {
    return AS_AGENT + "/usr/local/bin/gapwatch-bootstrap";
  }
}
