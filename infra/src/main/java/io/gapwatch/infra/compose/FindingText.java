package io.gapwatch.infra.compose;

import java.io.PrintWriter;
import java.util.List;

/** Findings as text for a terminal. */
public final class FindingText {
  private FindingText() {}

  /** Prints them in groups, each with its place and what to do. */
  public static void print(List<Finding> findings, PrintWriter out) {
    for (Finding.Weight weight : Finding.Weight.values()) {
      List<Finding> some = findings.stream().filter(each -> each.weight() == weight).toList();
      if (some.isEmpty()) {
        continue;
      }
      out.printf(
          "%n%s: %d%n", weight == Finding.Weight.PROBLEM ? "Problems" : "Notes", some.size());
      for (Finding each : some) {
        out.printf("  %s  %s: %s [%s]%n", each.place(), each.subject(), each.what(), each.rule());
        out.printf("      To do: %s%n", each.fix());
      }
    }
  }
}
