package io.gapwatch.infra.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The monthly cost as a Markdown table, aligned for reading on a terminal. */
public final class CostTable {
  private static final List<String> HEAD = List.of("Resource", "Use", "Free", "Cost/month");

  private CostTable() {}

  public static String text(MonthlyCost cost) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    cost.lines().forEach(line -> rows.add(row(line)));
    rows.add(List.of("Total", "", "", MonthlyCost.money(cost.total())));
    List<Integer> widths = IntStream.range(0, HEAD.size()).mapToObj(i -> width(rows, i)).toList();
    rows.add(1, widths.stream().map("-"::repeat).toList());
    return rows.stream().map(row -> aligned(row, widths)).collect(Collectors.joining())
        + source(AlwaysFree.OCPU_HOURS)
        + source(AlwaysFree.BLOCK_GB);
  }

  private static String source(Allowance free) {
    return "%s: as of %s, %s%n".formatted(free.words(), free.since(), free.source());
  }

  private static List<String> row(CostLine line) {
    return List.of(line.resource(), line.use(), line.free(), MonthlyCost.money(line.dollars()));
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private static String aligned(List<String> row, List<Integer> widths) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> String.format("%-" + widths.get(i) + "s", row.get(i)))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
