package io.gapwatch.agent.report;

import io.gapwatch.agent.probe.MissingRange;
import java.io.PrintWriter;

/** Missing ranges as a read-only SELECT for DuckDB and PostgreSQL. */
final class SqlRanges implements RangePrinter {
  private static final String HEAD = "SELECT first_number, last_number FROM (VALUES";

  private final PrintWriter out;
  private long ranges;

  SqlRanges(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void print(MissingRange range) {
    out.print(ranges == 0 ? HEAD : ",");
    ranges++;
    out.printf("\n  (%d, %d)", range.span().first(), range.span().last());
  }

  @Override
  public long finish() {
    if (ranges == 0) {
      // An empty VALUES list is invalid SQL; this returns no rows with the same columns.
      out.print(HEAD + "\n  (0, -1)) AS missing (first_number, last_number) WHERE FALSE;\n");
    } else {
      out.print("\n) AS missing (first_number, last_number);\n");
    }
    out.flush();
    return ranges;
  }
}
