package io.gapwatch.infra.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gapctl logs}. */
@Command(
    name = "logs",
    description = "Shows the end of the VM's log.",
    mixinStandardHelpOptions = true)
final class LogsCommand extends AgentCommand {
  @Option(
      names = {"-f", "--follow"},
      description = "Goes on as it grows, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      defaultValue = "50",
      description = "How many lines (default: ${DEFAULT-VALUE}).")
  private int lines = 50;

  @Override
  String command() {
    String followed = follow ? " -F" : "";
    return "%stail -n %d%s /var/log/gapwatch/gapwatch.log".formatted(AS_AGENT, lines, followed);
  }
}
