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

  private static final Set<String> WIDE = Set.of("UBIGINT", "HUGEINT", "UHUGEINT");

  private WholeNumbers() {}

  /** Whether a type, by the database's own name, holds only whole numbers. */
  public static boolean isWhole(String type) {
    return BIGINT.contains(type)
        || OTHERS.contains(type)
        || type.matches("(NUMERIC|DECIMAL)\\(\\d+, ?0\\)");
  }

  /** Whether values may be beyond 64 bits. */
  static boolean isWide(String type) {
    return WIDE.contains(type) || type.matches("(NUMERIC|DECIMAL)\\((19|[2-9]\\d|\\d{3,}), ?0\\)");
  }

  /** The column as a 64-bit number; cast only if needed, because it costs time. */
  public static String asBigint(String column, String type) {
    return BIGINT.contains(type) ? column : "CAST(" + column + " AS BIGINT)";
  }
}
