package io.gapwatch.infra.cli;

import picocli.CommandLine.Command;

/** {@code gapctl vault}. */
@Command(
    name = "vault",
    description = "Fills a HashiCorp Vault.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = VaultCopyCommand.class)
final class VaultCommand {}
