package io.gapwatch.infra.cli;

import picocli.CommandLine.Command;

/** {@code gapctl cron}. */
@Command(
    name = "cron",
    description = "Shows the jobs in the crontab of the VM.",
    mixinStandardHelpOptions = true)
final class CronCommand extends AgentCommand {
  @Override
  String command() {
    return AS_AGENT + "gapwatch crontab show";
  }
}
