package io.gapwatch.infra.cli;

import picocli.CommandLine.Command;

/** {@code gapctl keep-alive}. */
@Command(
    name = "keep-alive",
    description = "Shows how far the VM is from being reclaimed as idle.",
    mixinStandardHelpOptions = true)
final class KeepAliveCommand extends AgentCommand {
  @Override
  String command() {
    return AS_AGENT + "gapwatch keep-alive --plan";
  }
}
