package io.gapwatch.agent.report;

import io.gapwatch.agent.probe.MissingRange;
import java.io.PrintWriter;

/** Missing ranges as comma-separated values with a header; times are ISO 8601 in UTC. */
final class CsvRanges implements RangePrinter {
  private final PrintWriter out;
  private long ranges;

  CsvRanges(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void print(MissingRange range) {
    header();
    ranges++;
    out.printf(
        "%d,%d,%d,%s,%s\n",
        range.span().first(), range.span().last(), range.count(), range.after(), range.before());
  }

  /** Only with the first range: a failed check prints no header. */
  private void header() {
    if (ranges == 0) {
      out.print("first,last,count,after,before\n");
    }
  }

  @Override
  public long finish() {
    header();
    out.flush();
    return ranges;
  }
}
