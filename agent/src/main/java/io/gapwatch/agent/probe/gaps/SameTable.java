package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.table.NumberedTable;
import io.gapwatch.agent.probe.table.Words;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a table is still the one that was swept. Another file or table of the same name may end
 * in the same row.
 *
 * @param edition see {@link SqlSession#edition}
 */
record SameTable(
    SqlSession session, NumberedTable table, ProbeContext context, OptionalLong edition) {

  static SameTable of(
      SqlSession session, NumberedTable table, GapsSettings settings, ProbeContext context) {
    OptionalLong edition =
        settings.sweep().isZero()
            ? OptionalLong.empty()
            : session.edition(settings.table().table(), context.timeout());
    return new SameTable(session, table, context, edition);
  }

  /** Why the past cannot be relied on; empty if it can. */
  Optional<String> changed(SweptPast past) {
    if (!edition.equals(past.edition())) {
      return Optional.of("the table or its file is another one than before");
    }
    long gone = past.rows() - (mayCount() ? standing(past) : past.rows());
    if (gone == 0) {
      return Optional.empty();
    }
    return Optional.of(
        gone > 0
            ? "%,d of the rows that were read before are gone".formatted(gone)
            : Words.ROW.count(-gone) + " more than before among those that were read");
  }

  /** A file of DuckDB knows how many rows it has; elsewhere counting costs what a sweep saves. */
  private boolean mayCount() {
    return session.dialect() == Dialect.DUCKDB && edition.isPresent();
  }

  /**
   * The rows of the past that there are now: those that DuckDB need not look at, less the rest.
   * With a condition of the user's own it must look.
   */
  private long standing(SweptPast past) {
    if (!table.filter().equals("TRUE")) {
      return session
          .list(
              "SELECT count(*) FROM %s WHERE %s BETWEEN %d AND %d AND %s"
                  .formatted(
                      table.name(), table.number(), past.first(), past.number(), table.filter()),
              context.timeout(),
              row -> row.number(1))
          .get(0);
    }
    return session
        .list(
            "SELECT (SELECT count(*) FROM %2$s) - (SELECT count(*) FROM %2$s WHERE %1$s IS NULL OR %1$s < %3$d)"
                    .formatted(table.number(), table.name(), past.first())
                + " - (SELECT count(*) FROM %2$s WHERE %1$s > %3$d)"
                    .formatted(table.number(), table.name(), past.number()),
            context.timeout(),
            row -> row.number(1))
        .get(0);
  }
}
