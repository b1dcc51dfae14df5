package io.gapwatch.agent.report;

import io.gapwatch.agent.probe.ListsMissing.Listing;
import java.io.PrintWriter;
import java.util.Locale;

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

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
