package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession.Column;
import java.util.Set;

/** Expressions for a configuration, which convert a column of a type that cannot be used. */
final class Conversion {
  private static final String ANY = "…";

  private static final Set<String> TEXT = Set.of("VARCHAR", "TEXT", "BPCHAR", "CHAR", "NAME");
  private static final Set<String> INEXACT = Set.of("DOUBLE", "FLOAT", "FLOAT8", "FLOAT4", "REAL");

  private Conversion() {}

  /** To whole numbers; what is none becomes NULL, which is counted. */
  static String toNumber(Dialect dialect, Column column) {
    String name = Dialect.quote(column.name());
    if (Relation.isExpression(column)) {
      return ANY;
    }
    if (INEXACT.contains(column.type())) {
      return "'CASE WHEN %1$s = trunc(%1$s) AND abs(%1$s) < 9e15 THEN CAST(%1$s AS BIGINT) END'"
          .formatted(name);
    }
    return TEXT.contains(column.type()) ? cast(dialect, name, "BIGINT") : ANY;
  }

  /** To times; numbers are taken for seconds since 1970. */
  static String toTime(Dialect dialect, Column column) {
    String name = Dialect.quote(column.name());
    if (Relation.isExpression(column)) {
      return ANY;
    }
    if (INEXACT.contains(column.type())) {
      // NaN and infinity are no times, and would end the query.
      return "'CASE WHEN abs(%1$s) < 9e10 THEN to_timestamp(%1$s) END'".formatted(name);
    }
    if (WholeNumbers.mayBeWhole(column.type())) {
      return "'to_timestamp(%s)'".formatted(name);
    }
    // A type without a zone would leave out in silence that a text says +02:00.
    return TEXT.contains(column.type()) ? cast(dialect, name, "TIMESTAMPTZ") : ANY;
  }

  private static String cast(Dialect dialect, String name, String type) {
    return "'%s(%s AS %s)'".formatted(dialect == Dialect.DUCKDB ? "TRY_CAST" : "CAST", name, type);
  }
}
