package io.gapwatch.agent.probe.table;

import java.util.Set;

/** The types of column that hold whole numbers, in DuckDB's and PostgreSQL's words. */
final class WholeNumbers {
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

  private WholeNumbers() {}

  static boolean isWhole(String type) {
    return BIGINT.contains(type)
        || OTHERS.contains(type)
        || type.matches("(NUMERIC|DECIMAL)\\(\\d+, ?0\\)");
  }

  /** The column as a 64-bit number; a cast costs time, so only where it is needed. */
  static String asBigint(String column, String type) {
    return BIGINT.contains(type) ? column : "CAST(" + column + " AS BIGINT)";
  }
}
