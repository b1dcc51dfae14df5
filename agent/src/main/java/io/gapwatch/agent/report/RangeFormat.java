package io.gapwatch.agent.report;

import io.gapwatch.agent.probe.ListsMissing.Listing;
import java.io.PrintWriter;

/** How missing ranges are printed. */
public enum RangeFormat {
  TABLE,
  CSV,
  SQL;

  public RangePrinter printer(PrintWriter out, Listing listing) {
    return switch (this) {
      case TABLE -> new TableRanges(out, listing);
      case CSV -> new CsvRanges(out, listing);
      case SQL -> new SqlRanges(out, listing);
    };
  }
}
