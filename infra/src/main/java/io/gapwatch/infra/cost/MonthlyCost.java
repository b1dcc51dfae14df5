package io.gapwatch.infra.cost;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Machine;
import io.gapwatch.infra.config.Settings;
import java.util.List;
import java.util.Locale;

/** What a stack costs in a month, line by line. */
public record MonthlyCost(List<CostLine> lines) {
  public MonthlyCost {
    lines = List.copyOf(lines);
  }

  public static MonthlyCost of(Settings settings) {
    Machine machine = settings.machine();
    return new MonthlyCost(
        List.of(
            new CostLine(
                "Compute",
                "1 VM with %d OCPU (A1)".formatted(machine.ocpus()),
                AlwaysFree.OCPU_HOURS.words(),
                beyond(machine.ocpus() * AlwaysFree.HOURS, AlwaysFree.OCPU_HOURS)
                    * AlwaysFree.OCPU_HOUR_PRICE),
            new CostLine(
                "Memory",
                machine.memoryGbs() + " GB",
                AlwaysFree.MEMORY_GB_HOURS.words(),
                beyond(machine.memoryGbs() * AlwaysFree.HOURS, AlwaysFree.MEMORY_GB_HOURS)
                    * AlwaysFree.MEMORY_GB_HOUR_PRICE),
            new CostLine(
                "Boot volume",
                machine.bootVolumeGbs() + " GB",
                AlwaysFree.BLOCK_GB.words(),
                beyond(machine.bootVolumeGbs(), AlwaysFree.BLOCK_GB) * AlwaysFree.BLOCK_GB_PRICE),
            free("Vault", "DEFAULT vault, 1 software key", "software keys without limit"),
            free("Secrets", secrets(settings) + "", AlwaysFree.SECRETS.words()),
            free(
                "Object storage",
                settings.statusPage() ? "releases, page, < 0.1 GB" : "releases, < 0.1 GB",
                AlwaysFree.OBJECT_GB.words()),
            free("Network", "about 10 MB out", AlwaysFree.EGRESS_TB.words()),
            free("Healthchecks.io", "1 check", "20 checks"),
            free("Pushover", "a few messages a day", "10,000 a month, one-time $5"),
            free("MotherDuck", "about 240 queries", "10 compute hours, 10 GB")));
  }

  /** US dollars a month in all. */
  public double total() {
    return lines.stream().mapToDouble(CostLine::dollars).sum();
  }

  /**
   * Refuses what would cost money, unless that was allowed.
   *
   * @throws InfraException naming each resource that is beyond Always Free
   */
  public void check(Settings settings) {
    List<String> paid =
        lines.stream()
            .filter(line -> line.dollars() > 0)
            .map(
                line ->
                    "%s: %s, free is %s, about %s a month"
                        .formatted(line.resource(), line.use(), line.free(), money(line.dollars())))
            .toList();
    if (!paid.isEmpty() && !settings.allowPaid()) {
      throw new InfraException(
          "the stack goes beyond Always Free and would cost about %s a month:\n  - %s\n"
                  .formatted(money(total()), String.join("\n  - ", paid))
              + "To do: make it smaller, or allow the cost: pulumi config set allowPaid true");
    }
  }

  private static int secrets(Settings settings) {
    return settings.secrets().names().size() + (settings.statusPage() ? 1 : 0);
  }

  public static String money(double dollars) {
    return dollars == 0 ? "$0" : String.format(Locale.ROOT, "$%.2f", dollars);
  }

  private static CostLine free(String resource, String use, String free) {
    return new CostLine(resource, use, free, 0);
  }

  private static double beyond(double use, Allowance free) {
    return Math.max(0, use - free.amount());
  }
}
