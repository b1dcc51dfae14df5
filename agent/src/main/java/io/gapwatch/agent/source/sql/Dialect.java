package io.gapwatch.agent.source.sql;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What the two families of databases say differently. */
public enum Dialect {
  DUCKDB,
  POSTGRES;

  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

  /** A name, or names joined by dots, quoted so that any character may be in them. */
  public static String quote(String name) {
    return Arrays.stream(name.split("\\.", -1))
        .map(part -> '"' + part.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining("."));
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

  /** A moment as a literal of a timestamp with a zone. */
  public static String zonedTimestamp(Instant moment) {
    return "CAST('" + MICROSECONDS.format(moment) + "+00' AS TIMESTAMP WITH TIME ZONE)";
  }

  /**
   * The window of rows as they lie. DuckDB streams it without sorting; that this is some order of
   * all rows is enough, see {@code Stretches}. PostgreSQL has no such thing and must sort.
   */
  public boolean streamsWindows() {
    return this == DUCKDB;
  }
}
