package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.table.NumberedTable;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.Row;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Rows whose number is beyond the last one of the window and whose time is before the window: new
 * rows with a wrong time, which no scan of the window sees.
 *
 * @param asked whether the greatest number is known without reading the table
 */
record Beyond(
    SqlSession session,
    NumberedTable table,
    GapsSettings settings,
    ProbeContext context,
    boolean asked) {
  private static final String INDEX =
      "SELECT count(*) FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid"
          + " AND a.attnum = i.indkey[0] WHERE i.indrelid = to_regclass('%s')"
          + " AND i.indpred IS NULL AND i.indisvalid AND quote_ident(a.attname) IN ('%s', '%s')";

  static Beyond of(
      SqlSession session, NumberedTable table, GapsSettings settings, ProbeContext context) {
    boolean asked = session.dialect() != Dialect.POSTGRES || isIndexed(session, table, context);
    return new Beyond(session, table, settings, context, asked);
  }

  private static boolean isIndexed(SqlSession session, NumberedTable table, ProbeContext context) {
    String column = literal(table.number());
    String sql =
        INDEX.formatted(literal(table.name()), column, column.substring(1, column.length() - 1));
    return !table.name().startsWith("(")
        && session.list(sql, context.timeout(), row -> row.number(1)).get(0) > 0;
  }

  private static String literal(String text) {
    return text.replace("'", "''");
  }

  /** What is asked before the window is read. */
  Optional<String> question() {
    String greatest =
        "(SELECT max(%s) FROM %s WHERE %s".formatted(number(), table.name(), filter());
    return Optional.of(
            "SELECT %1$s), %1$s AND %2$s > %3$s)"
                .formatted(
                    greatest,
                    table.timeline().column(),
                    table.timeline().literal(settings.until(context.now()))))
        .filter(any -> asked);
  }

  private String number() {
    return table.numberAsBigint();
  }

  private String filter() {
    return table.filter();
  }

  /** How many there are. */
  long rows(GapCounts counts) {
    boolean unseen =
        question().stream()
            .flatMap(sql -> session.list(sql, context.timeout(), Beyond::greatest).stream())
            .anyMatch(both -> both[0] > Math.max(counts.last(), both[1]));
    return unseen ? count(counts.last()) : 0;
  }

  /** The greatest number of all, and that of the rows after the window. */
  private static long[] greatest(Row row) {
    return new long[] {
      row.isNull(1) ? Long.MIN_VALUE : row.number(1), row.isNull(2) ? Long.MIN_VALUE : row.number(2)
    };
  }

  private long count(long last) {
    Instant from = settings.from(context.now());
    String sql =
        "SELECT count(*) FROM %s WHERE %s AND %s > %d AND %s < %s"
            .formatted(
                table.name(),
                filter(),
                table.number(),
                last,
                table.timeline().column(),
                table.timeline().literal(from));
    return session.list(sql, context.timeout(), row -> row.number(1)).get(0);
  }

  /** What a report says where nobody looked. */
  List<Fact> facts() {
    return asked
        ? List.of()
        : List.of(
            new Fact(
                "Not looked for",
                "new rows with a time before the window: "
                    + (table.name().startsWith("(")
                        ? "no index has the number as it is read"
                        : "no index begins with " + table.number().replace("\"", ""))));
  }
}
