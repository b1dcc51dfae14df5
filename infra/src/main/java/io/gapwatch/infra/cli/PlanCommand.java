package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.ConfigSource;
import io.gapwatch.infra.config.ProjectFiles;
import io.gapwatch.infra.config.Settings;
import io.gapwatch.infra.cost.CostTable;
import io.gapwatch.infra.cost.MonthlyCost;
import io.gapwatch.infra.deploy.Plan;
import java.io.PrintWriter;
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
    files.refuseUnknownKeys();
    ConfigSource known = withDefault(files, "tenancyId", SOME_TENANCY);
    Settings settings = Settings.read(known);
    MonthlyCost cost = MonthlyCost.of(settings);
    // Shown even when it is refused below: the refusal is easier to read beside it.
    Settings unrefused = Settings.read(with(known, Map.of("allowPaid", "true")));
    print(Plan.of(options.stack(), unrefused), cost);
    cost.check(settings);
    return GapctlCommand.OK;
  }

  private void print(Plan plan, MonthlyCost cost) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "The stack %s consists of %d resources:%n%n", options.stack(), plan.resources().size());
    plan.resources()
        .forEach(resource -> out.printf("  + %-32s %s%n", resource.kind(), resource.name()));
    out.printf("%nCost:%n%n%s", CostTable.text(cost));
    out.flush();
  }

  private static ConfigSource withDefault(ConfigSource source, String key, String value) {
    Optional<String> set = source.get(key).filter(found -> !found.isBlank());
    return set.isPresent() ? source : with(source, Map.of(key, value));
  }

  private static ConfigSource with(ConfigSource source, Map<String, String> values) {
    return key -> Optional.ofNullable(values.get(key)).or(() -> source.get(key));
  }
}
