package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.ConfigSource;
import io.gapwatch.infra.config.ProjectFiles;
import io.gapwatch.infra.config.Settings;
import io.gapwatch.infra.cost.CostTable;
import io.gapwatch.infra.cost.MonthlyCost;
import io.gapwatch.infra.deploy.Plan;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gapctl plan}. */
@Command(
    name = "plan",
    description = "Shows what up would create and what it costs. Needs no account and no network.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  private static final String SOME_TENANCY = "ocid1.tenancy.oc1..yours";

  @Mixin private StackOptions options = new StackOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    ProjectFiles files = ProjectFiles.read(options.root(), options.stack());
    files.refuseWrongKeys();
    ConfigSource known = withDefault(files, "tenancyId", SOME_TENANCY);
    Instant now = GapctlCommand.clock(spec).instant();
    Settings settings = Settings.read(known, now);
    MonthlyCost cost = MonthlyCost.of(settings);
    // Shown even when it is refused below: the refusal is easier to read beside it.
    Settings unrefused = Settings.read(with(known, Map.of("allowPaid", "true")), now);
    print(Plan.of(options.stack(), unrefused), cost);
    cost.check(settings);
    printRest(settings, files);
    return GapctlCommand.OK;
  }

  private void print(Plan plan, MonthlyCost cost) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "The stack %s consists of %d resources:%n%n", options.stack(), plan.resources().size());
    String before = "";
    for (Plan.Planned resource : plan.resources()) {
      out.printf("  + %-32s %s%n", resource.kind(), resource.name());
      if (!resource.kind().equals(before)) {
        out.printf("      %s%n", Explained.kind(resource.kind()));
      }
      before = resource.kind();
    }
    out.printf("%nCost:%n%n%s", CostTable.text(cost));
    out.flush();
  }

  /** What could be had as well, and how it goes on. */
  private void printRest(Settings settings, ProjectFiles files) {
    PrintWriter out = spec.commandLine().getOut();
    if (settings.budgetEmail().isEmpty()) {
      option(
          out,
          "Budget, Rule: an e-mail at the first cent that the month costs",
          "pulumi config set budgetEmail you@example.org");
    }
    if (settings.ssh().from().isEmpty()) {
      option(
          out,
          "NetworkSecurityGroupSecurityRule: SSH from your address; it is closed without",
          "pulumi config set --path 'sshFrom[0]' 198.51.100.7/32");
    }
    if (settings.ssh().publicKey().isEmpty()) {
      option(
          out,
          "a login for you on the VM; it is read only when the VM is created",
          "pulumi config set sshPublicKey \"$(cat ~/.ssh/id_ed25519.pub)\"");
    }
    boolean named = files.get("tenancyId").filter(id -> !id.isBlank()).isPresent();
    out.printf(
        "%nNext: %s%n",
        named
            ? "scripts/gapctl doctor asks what up needs, and scripts/gapctl up creates all this."
            : "pulumi config set tenancyId OCID, then the rest of docs/deploy.md, section 3.");
    out.flush();
  }

  private static void option(PrintWriter out, String what, String how) {
    out.printf("%nOptional: %s%n      %s%n", what, how);
  }

  private static ConfigSource withDefault(ConfigSource source, String key, String value) {
    Optional<String> set = source.get(key).filter(found -> !found.isBlank());
    return set.isPresent() ? source : with(source, Map.of(key, value));
  }

  private static ConfigSource with(ConfigSource source, Map<String, String> values) {
    return key -> Optional.ofNullable(values.get(key)).or(() -> source.get(key));
  }
}
