package io.gapwatch.agent.report;

import io.gapwatch.agent.probe.ListsMissing.Listing;
import io.gapwatch.agent.probe.MissingRange;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Missing ranges as comma-separated values with a header; times are ISO 8601 in UTC, and dates
 * where rows have dates. A table that is divided has its columns before the others.
 */
final class CsvRanges implements RangePrinter {
  private final PrintWriter out;
  private final Listing listing;
  private long ranges;

  CsvRanges(PrintWriter out, Listing listing) {
    this.out = out;
    this.listing = listing;
  }

  @Override
  public void print(MissingRange range) {
    header();
    ranges++;
    List<String> cells = new ArrayList<>(range.group());
    if (range.times().isPresent()) {
      MissingRange.Times times = range.times().get();
      cells.add(times.text(times.from()));
      cells.add(times.text(times.until()));
    } else {
      cells.add(Long.toString(range.span().first()));
      cells.add(Long.toString(range.span().last()));
    }
    cells.add(Long.toString(range.count()));
    if (hasNeighbours()) {
      cells.add(text(range.after()));
      cells.add(text(range.before()));
    }
    line(cells);
  }

  private static String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse("");
  }

  private boolean hasNeighbours() {
    return listing.equals(Listing.NUMBERS);
  }

  /** Only with the first range: a failed check prints no header. */
  private void header() {
    if (ranges == 0) {
      List<String> names = new ArrayList<>(listing.by());
      names.addAll(
          listing.times() ? List.of("from", "until", "count") : List.of("first", "last", "count"));
      if (hasNeighbours()) {
        names.addAll(List.of("after", "before"));
      }
      line(names);
    }
  }

  private void line(List<String> cells) {
    out.print(String.join(",", cells.stream().map(CsvRanges::quoted).toList()) + "\n");
  }

  private static String quoted(String cell) {
    return cell.matches("[^,\"\\r\\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  @Override
  public long finish() {
    header();
    out.flush();
    return ranges;
  }
}
