package io.gapwatch.infra.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gapctl logs}. */
@Command(
    name = "logs",
    description = "Shows the last lines of the VM's logs: of the machine and of each job.",
    mixinStandardHelpOptions = true)
final class LogsCommand extends AgentCommand {
  @Option(
      names = {"-f", "--follow"},
      description = "Keep following until Ctrl-C; restart it for the next day's files.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      defaultValue = "50",
      paramLabel = "COUNT",
      description = "How many lines (default: ${DEFAULT-VALUE}).")
  private int lines = 50;

  @Override
  String command() {
    String followed = follow ? " -F" : "";
    return AS_AGENT
        + "sh -c 'tail -n %d%s /var/lib/gapwatch/logs/*.log'".formatted(lines, followed);
  }
}
