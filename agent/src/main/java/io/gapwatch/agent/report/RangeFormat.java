package io.gapwatch.agent.report;

import java.io.PrintWriter;

/** How missing ranges are printed. */
public enum RangeFormat {
  TABLE,
  CSV,
  SQL;

  public RangePrinter printer(PrintWriter out) {
    return switch (this) {
      case TABLE -> new TableRanges(out);
      case CSV -> new CsvRanges(out);
      case SQL -> new SqlRanges(out);
    };
  }
}
