package io.gapwatch.infra.cli;

import picocli.CommandLine.Command;

/** {@code gapctl stack}. */
@Command(
    name = "stack",
    description = {
      "Checks a stack of containers before it runs, and runs it on the VM.",
      "check and lint read files; the others work on the VM, over SSH."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      StackCheckCommand.class,
      StackLintCommand.class,
      StackUpCommand.class,
      StackDownCommand.class,
      StackStatusCommand.class,
      StackLogsCommand.class,
      StackBackupCommand.class,
      StackRestoreCommand.class
    })
final class StackCommand {}
