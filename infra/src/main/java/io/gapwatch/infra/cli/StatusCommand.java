package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.deploy.Deployer;
import io.gapwatch.infra.tenancy.Tenancy;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gapctl status}. */
@Command(
    name = "status",
    description = {
      "Shows the stack's address, release, vault and secrets.",
      "Of each secret its version, its age and its last rotation; exit code 2 when the vault could "
          + "not be asked for them."
    },
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private static final List<String> SHOWN = List.of("address", "ssh", "releaseSha256", "vaultId");

  @Mixin private StackOptions options = new StackOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    InstantSource clock = GapctlCommand.clock(spec);
    try (Deployer deployer = options.existing(clock, out)) {
      Map<String, String> outputs = deployer.outputs();
      SHOWN.forEach(
          name -> out.printf("%-14s %s%n", name, outputs.getOrDefault(name, "- (not up yet)")));
      Optional.ofNullable(outputs.get("statusPage"))
          .ifPresent(page -> out.printf("%-14s %s%n", "statusPage", page));
      if (outputs.containsKey("vaultId")) {
        secrets(new SecretTable(outputs), clock.instant(), out);
      }
    }
    out.flush();
    return GapctlCommand.OK;
  }

  /** Without the account the names and OCIDs are still known, and no more than that. */
  private static void secrets(SecretTable table, Instant now, PrintWriter out) {
    table.print(out);
    try {
      table.printVersions(out, Tenancy.of(System.getenv()), now);
    } catch (InfraException e) {
      throw new InfraException(
          "the vault could not be asked for versions and ages: " + e.getMessage(), e);
    }
  }
}
