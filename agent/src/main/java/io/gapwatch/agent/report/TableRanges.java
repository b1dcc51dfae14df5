package io.gapwatch.agent.report;

import io.gapwatch.agent.probe.ListsMissing.Listing;
import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.text.Lines;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Missing ranges for people. */
final class TableRanges implements RangePrinter {
  private final PrintWriter out;
  private final Listing listing;
  private long ranges;
  private long missing;

  TableRanges(PrintWriter out, Listing listing) {
    this.out = out;
    this.listing = listing;
  }

  @Override
  public void print(MissingRange range) {
    if (ranges == 0) {
      head();
    }
    ranges++;
    missing += range.count();
    range.group().forEach(value -> out.printf("%-15s ", Lines.visible(value)));
    if (range.times().isPresent()) {
      MissingRange.Times times = range.times().get();
      out.printf(
          "%-20s  %-20s %12d%n",
          times.text(times.from()), times.text(times.until()), range.count());
    } else {
      out.printf("%15d %15d %12d", range.span().first(), range.span().last(), range.count());
      neighbours(text(range.after()), text(range.before()));
    }
  }

  /** The times before and after a range are read only of a table that is one. */
  private void neighbours(String after, String before) {
    if (listing.by().isEmpty()) {
      out.print("  %-20s  %s".formatted(after, before).stripTrailing());
    }
    out.println();
  }

  /** To the second, which fits the column; CSV has all of it. */
  private static String text(Optional<Instant> time) {
    return time.map(all -> all.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("");
  }

  private void head() {
    listing.by().forEach(name -> out.printf("%-15s ", name));
    if (listing.times()) {
      out.printf("%-20s  %-20s %12s%n", "From", "Until", "Missing");
    } else {
      out.printf("%15s %15s %12s", "First", "Last", "Missing");
      neighbours("After", "Before");
    }
  }

  @Override
  public long finish() {
    if (ranges > 0) {
      listing.by().forEach(name -> out.printf("%-15s ", ""));
      if (listing.times()) {
        out.printf("%-20s  %-20s %12d%n", "", "total", missing);
      } else {
        out.printf("%15s %15s %12d%n", "", "total", missing);
      }
    }
    out.flush();
    return ranges;
  }
}
