package io.gapwatch.agent.report;

import io.gapwatch.agent.probe.ListsMissing.Listing;
import io.gapwatch.agent.probe.MissingRange;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Missing ranges as a read-only SELECT for DuckDB and PostgreSQL; times are of the type that rows
 * have, or timestamps in UTC where they have numbers; the last is exclusive.
 */
final class SqlRanges implements RangePrinter {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final PrintWriter out;
  private final Listing listing;
  private final String columns;
  private long ranges;

  SqlRanges(PrintWriter out, Listing listing) {
    this.out = out;
    this.listing = listing;
    List<String> names = new ArrayList<>(listing.by().stream().map(SqlRanges::identifier).toList());
    names.addAll(
        listing.times()
            ? List.of("from_time", "until_time")
            : List.of("first_number", "last_number"));
    this.columns = String.join(", ", names);
  }

  @Override
  public void print(MissingRange range) {
    out.print(ranges == 0 ? head() : ",");
    ranges++;
    out.print("\n  (" + String.join(", ", values(range)) + ")");
  }

  private static List<String> values(MissingRange range) {
    List<String> values = new ArrayList<>(range.group().stream().map(SqlRanges::text).toList());
    if (range.times().isPresent()) {
      MissingRange.Times times = range.times().get();
      values.add(literal(times, times.from()));
      values.add(literal(times, times.until()));
    } else {
      values.add(Long.toString(range.span().first()));
      values.add(Long.toString(range.span().last()));
    }
    return values;
  }

  private static String literal(MissingRange.Times times, Instant time) {
    return switch (times.type()) {
      case DATE -> "DATE '" + times.text(time) + "'";
      case TIMESTAMP -> timestamp(time);
      case TIMESTAMPTZ -> "TIMESTAMPTZ '" + UTC.format(time) + "+00'";
    };
  }

  private static String timestamp(Instant time) {
    return "TIMESTAMP '" + UTC.format(time) + "'";
  }

  /** No value is NULL, and what begins with a quote is a literal already. */
  private static String text(String value) {
    if (value.equals("NULL") || value.startsWith("'")) {
      return value;
    }
    return "'" + value.replace("'", "''") + "'";
  }

  private static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private String head() {
    return "SELECT " + columns + " FROM (VALUES";
  }

  private String tail() {
    return ") AS missing (" + columns + ")";
  }

  @Override
  public long finish() {
    if (ranges == 0) {
      // An empty VALUES list is invalid SQL; this returns no rows with the same columns.
      List<String> none = new ArrayList<>(listing.by().stream().map(name -> text("")).toList());
      none.addAll(
          listing.times()
              ? List.of(timestamp(Instant.EPOCH), timestamp(Instant.EPOCH))
              : List.of("0", "-1"));
      out.print(head() + "\n  (" + String.join(", ", none) + ")" + tail() + " WHERE FALSE;\n");
    } else {
      out.print("\n" + tail() + ";\n");
    }
    out.flush();
    return ranges;
  }
}
