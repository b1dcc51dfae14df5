package io.gapwatch.agent.probe.table;

import java.util.Set;

/** The integer column types of DuckDB and PostgreSQL. */
public final class WholeNumbers {
  private static final Set<String> BIGINT = Set.of("BIGINT", "INT8", "BIGSERIAL");
  private static final Set<String> OTHERS =
      Set.of(
          "TINYINT",
          "SMALLINT",
          "INT2",
          "INTEGER",
          "INT4",
          "SERIAL",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER",
          "UBIGINT",
          "HUGEINT",
          "UHUGEINT");

  /** The widest type of whole numbers that both databases have. */
  static final String WHOLE = "NUMERIC(38,0)";

  private static final Set<String> WIDE = Set.of("UBIGINT", "HUGEINT", "UHUGEINT");

  private WholeNumbers() {}

  /** Whether a type, by the database's own name, holds only whole numbers. */
  public static boolean isWhole(String type) {
    return BIGINT.contains(type)
        || OTHERS.contains(type)
        || type.matches("(NUMERIC|DECIMAL)\\(\\d+, ?(0|-\\d+)\\)");
  }

  /** Whether values may be none of 64 bits: beyond them, or NaN, as any NUMERIC of PostgreSQL. */
  static boolean isWide(String type) {
    return WIDE.contains(type)
        || (type.startsWith("NUMERIC(") && isWhole(type))
        || type.matches("DECIMAL\\((19|[2-9]\\d|\\d{3,}), ?0\\)");
  }

  /**
   * Whether a type holds fractions as well, exactly: {@code NUMERIC} without digits, and {@code
   * DECIMAL}, of which DuckDB makes {@code DECIMAL(18,3)}.
   */
  public static boolean mayBeWhole(String type) {
    return type.matches("(NUMERIC|DECIMAL)(\\(.*)?") && !isWhole(type);
  }

  /** Whether a type holds numbers of any kind, which are fit to be shown. */
  static boolean isNumber(String type) {
    return isWhole(type) || mayBeWhole(type) || type.matches("DOUBLE|REAL|FLOAT[48]?|BIGNUM|OID");
  }

  /** A column of such a type where it is whole, as {@link #WHOLE}; NULL where it is not. */
  static String whole(String column) {
    // The limit leaves out NaN and infinity too, which PostgreSQL takes for the greatest.
    return "CASE WHEN %1$s = trunc(%1$s) AND abs(%1$s) < 1e37 THEN CAST(%1$s AS %2$s) END"
        .formatted(column, WHOLE);
  }

  /**
   * The column as a 64-bit number, NULL where it is not whole; cast only if needed, because it
   * costs time.
   */
  public static String asBigint(String column, String type) {
    if (mayBeWhole(type)) {
      return "CAST(" + whole(column) + " AS BIGINT)";
    }
    return BIGINT.contains(type) ? column : "CAST(" + column + " AS BIGINT)";
  }
}
