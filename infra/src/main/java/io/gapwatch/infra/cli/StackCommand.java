package io.gapwatch.infra.cli;

import picocli.CommandLine.Command;

/** {@code gapctl stack}. */
@Command(
    name = "stack",
    description = "Tells the truth about a stack of containers.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {StackCheckCommand.class, StackLintCommand.class})
final class StackCommand {}
