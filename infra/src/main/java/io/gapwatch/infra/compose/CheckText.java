package io.gapwatch.infra.compose;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A check as text for a terminal. */
public record CheckText(Check check) {

  /** Prints it. */
  public void print(PrintWriter out) {
    Budget budget = check.budget();
    out.printf(
        "%s: %s, %s, on %s with %s and %s cores%n%n",
        check.project().files().get(0),
        counted(budget.services().size(), "service"),
        counted(budget.containers(), "container"),
        budget.machine().platform(),
        ByteSize.mebibytes(budget.machine().size().bytes()),
        budget.machine().size().cores().toPlainString());
    table(budget, out);
    groups(budget, out);
    verdict(budget, out);
    FindingText.print(check.findings(), out);
    out.flush();
  }

  private static String counted(int count, String thing) {
    return "%d %s%s".formatted(count, thing, count == 1 ? "" : "s");
  }

  private static void table(Budget budget, PrintWriter out) {
    int width = budget.services().stream().mapToInt(each -> each.name().length()).max().orElse(0);
    String row = "%-" + Math.max(width, 9) + "s %6s  %12s %6s  %12s %6s  %12s %6s%n";
    out.printf(row, "", "", "limit", "", "reserved", "", "used", "");
    out.printf(row, "service", "copies", "memory", "cores", "memory", "cores", "memory", "cores");
    for (Service each : budget.services()) {
      Optional<Amount> used = budget.used().map(all -> all.get(each.name()));
      line(
          row,
          each.name(),
          each.replicas(),
          List.of(
              Optional.of(each.limits().times(each.replicas())),
              Optional.of(each.reservations().times(each.replicas())),
              used),
          out);
    }
    line(
        row,
        "all",
        budget.containers(),
        List.of(
            Optional.of(budget.limits()), Optional.of(budget.reservations()), budget.measured()),
        out);
    Amount size = budget.machine().size();
    out.printf(
        row,
        "of all",
        "",
        share(budget.limits().bytes(), size),
        share(budget.limits().cores(), size),
        share(budget.reservations().bytes(), size),
        share(budget.reservations().cores(), size),
        budget.measured().map(used -> share(used.bytes(), size)).orElse("not measured"),
        budget.measured().map(used -> share(used.cores(), size)).orElse(""));
  }

  private static void line(
      String row, String name, int copies, List<Optional<Amount>> sums, PrintWriter out) {
    Object[] cells = new Object[8];
    cells[0] = name;
    cells[1] = copies;
    for (int i = 0; i < 3; i++) {
      Optional<Amount> sum = sums.get(i);
      cells[2 + 2 * i] =
          sum.map(some -> some.bytes() <= 0 ? "none" : ByteSize.mebibytes(some.bytes())).orElse("");
      cells[3 + 2 * i] =
          sum.map(some -> some.cores().signum() <= 0 ? "none" : cores(some.cores())).orElse("");
    }
    out.printf(row, cells);
  }

  /** How the sum comes about: for those who add up templates, and miss one. */
  private static void groups(Budget budget, PrintWriter out) {
    Map<Amount, Integer> groups = budget.byLimits();
    if (groups.size() == budget.services().size()) {
      return;
    }
    out.printf("%nEqual limits:%n");
    groups.forEach(
        (limits, count) ->
            out.printf(
                "  %s with %s, %s cores: %s, %s cores%n",
                counted(count, "container"),
                limits.bytes() <= 0 ? "no limit" : ByteSize.mebibytes(limits.bytes()),
                limits.cores().signum() <= 0 ? "no limit of" : cores(limits.cores()),
                ByteSize.mebibytes(limits.times(count).bytes()),
                cores(limits.times(count).cores())));
  }

  private static void verdict(Budget budget, PrintWriter out) {
    Machine machine = budget.machine();
    String bounded = budget.isBounded() ? "" : "at least ";
    out.printf(
        "%nLimits: %s%s (%d bytes) of %s = %s; %s%s of %s cores = %s.%n",
        bounded,
        ByteSize.mebibytes(budget.limits().bytes()),
        budget.limits().bytes(),
        ByteSize.mebibytes(machine.size().bytes()),
        share(budget.limits().bytes(), machine.size()),
        bounded,
        cores(budget.limits().cores()),
        machine.size().cores().toPlainString(),
        share(budget.limits().cores(), machine.size()));
    out.printf(
        "Less a reserve of %s %% for the system, Docker, the agent and the cache of files: %s and"
            + " %s cores.%n",
        machine.reserve().movePointRight(2).stripTrailingZeros().toPlainString(),
        ByteSize.mebibytes(machine.usable().bytes()),
        cores(machine.usable().cores()));
    if (!budget.memoryFits()) {
      out.printf(
          "The memory does not fit: %s too much.%n",
          ByteSize.mebibytes(budget.limits().bytes() - machine.usable().bytes()));
    }
    if (!budget.coresFit()) {
      out.printf(
          "The processors do not fit: %s cores too much.%n",
          cores(budget.limits().cores().subtract(machine.usable().cores())));
    }
    if (!budget.isBounded()) {
      out.println("Whether it fits is unknown: containers without a limit can take any amount.");
    } else if (budget.memoryFits() && budget.coresFit()) {
      out.println("It fits.");
    }
  }

  private static String cores(BigDecimal cores) {
    return cores.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  private static String share(long bytes, Amount of) {
    return percent(BigDecimal.valueOf(bytes), BigDecimal.valueOf(of.bytes()));
  }

  private static String share(BigDecimal cores, Amount of) {
    return percent(cores, of.cores());
  }

  private static String percent(BigDecimal part, BigDecimal whole) {
    return part.movePointRight(2).divide(whole, 1, RoundingMode.HALF_UP) + " %";
  }
}
