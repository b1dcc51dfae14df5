package io.gapwatch.agent.probe.table;

import java.util.Set;

/** The integer column types of DuckDB and PostgreSQL. */
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

  /** The column as a 64-bit number; cast only if needed, because it costs time. */
  static String asBigint(String column, String type) {
    return BIGINT.contains(type) ? column : "CAST(" + column + " AS BIGINT)";
  }
}
