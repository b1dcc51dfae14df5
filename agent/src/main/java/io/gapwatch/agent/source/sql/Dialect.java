package io.gapwatch.agent.source.sql;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The SQL that differs between the two databases. */
public enum Dialect {
  DUCKDB,
  POSTGRES;

  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

  /** A column, or another name of one part, quoted; may contain any character. */
  public static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A timestamp column or expression as whole microseconds since 1970, UTC. */
  public String microseconds(String timestamp) {
    return switch (this) {
      case DUCKDB -> "epoch_us(" + timestamp + ")";
      case POSTGRES -> "CAST(extract(epoch FROM " + timestamp + ") * 1000000 AS bigint)";
    };
  }

  /** A whole number divided by another, without a fraction. */
  public String divided(String number, long by) {
    return number + (this == DUCKDB ? " // " : " / ") + by;
  }

  /** A moment as a literal of a timestamp without a zone, which is read as UTC. */
  public static String timestamp(Instant moment) {
    return "TIMESTAMP '" + MICROSECONDS.format(moment) + "'";
  }

  /** An instant as a literal of a timestamp with time zone. */
  public static String zonedTimestamp(Instant moment) {
    return "CAST('" + MICROSECONDS.format(moment) + "+00' AS TIMESTAMP WITH TIME ZONE)";
  }

  /**
   * The window over rows in storage order. DuckDB streams it without sorting; any order of all rows
   * will do, see {@code Stretches}. PostgreSQL has no equivalent and must sort.
   */
  public boolean streamsWindows() {
    return this == DUCKDB;
  }
}
