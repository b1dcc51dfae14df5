package io.gapwatch.agent.report;

import io.gapwatch.agent.probe.MissingRange;
import java.io.PrintWriter;

/** Missing ranges for people. */
final class TableRanges implements RangePrinter {
  private final PrintWriter out;
  private long ranges;
  private long blocks;

  TableRanges(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void print(MissingRange range) {
    if (ranges == 0) {
      out.printf("%15s %15s %12s  %-20s  %-20s%n", "First", "Last", "Missing", "After", "Before");
    }
    ranges++;
    blocks += range.count();
    out.printf(
        "%15d %15d %12d  %-20s  %-20s%n",
        range.span().first(), range.span().last(), range.count(), range.after(), range.before());
  }

  @Override
  public long finish() {
    if (ranges > 0) {
      out.printf("%15s %15s %12d%n", "", "total", blocks);
    }
    out.flush();
    return ranges;
  }
}
