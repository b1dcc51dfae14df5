package io.gapwatch.agent.init;

import io.gapwatch.agent.init.TableLook.Sampled;
import io.gapwatch.agent.probe.table.EpochUnit;
import io.gapwatch.agent.probe.table.Timeline;
import io.gapwatch.agent.probe.table.WholeNumbers;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.Row;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.source.sql.SqlSession.Column;
import io.gapwatch.agent.source.sql.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks a database for its tables, and each for its newest rows. It only reads. */
final class DatabaseLook {
  /** A look is a convenience; a table that needs longer is left to its owner. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final int MOST_GROUP_COLUMNS = 4;

  /** The order in which times are believed to be those of the rows. */
  private static final List<String> TIMES =
      List.of(
          "timestamp",
          "block_timestamp",
          "created_at",
          "inserted_at",
          "ingested_at",
          "recorded_at",
          "event_time",
          "observed_at",
          "time",
          "ts",
          "datetime",
          "hour",
          "day",
          "date",
          "epoch");

  private static final List<String> SEQUENCES =
      List.of("number", "block_number", "id", "seq", "sequence", "height", "offset", "position");

  /** Times of a row's later life. */
  private static final String LATER = ".*(updat|modif|delet|expir|seen|until|valid|end|birth).*";

  private final SqlSession session;

  DatabaseLook(SqlSession session) {
    this.session = session;
  }

  /**
   * A table.
   *
   * @param rows how many it has as far as the database knows; negative: unknown
   * @param hidden why it cannot be watched; empty if it can
   */
  record Listed(String name, long rows, String hidden) {
    /** As the configuration has it, or without the quotes that a shell takes away. */
    boolean isNamed(String text) {
      return name.equals(text) || String.join(".", TableName.of(name).parts()).equals(text);
    }
  }

  /** The tables and views, without those of the database itself. */
  List<Listed> tables() {
    String sql =
        switch (session.dialect()) {
          case DUCKDB ->
              "SELECT schema_name, table_name, estimated_size, 'yes' FROM duckdb_tables()"
                  + " WHERE NOT internal AND database_name = current_database()"
                  + " UNION ALL SELECT schema_name, view_name, -1, 'yes' FROM duckdb_views()"
                  + " WHERE NOT internal AND database_name = current_database() ORDER BY 1, 2";
          case POSTGRES ->
              "SELECT n.nspname, c.relname, c.reltuples::bigint, CASE WHEN NOT"
                  + " has_schema_privilege(n.oid, 'USAGE') THEN 'schema' WHEN"
                  + " has_table_privilege(c.oid, 'SELECT') THEN 'yes' WHEN"
                  + " has_any_column_privilege(c.oid, 'SELECT') THEN 'columns' ELSE 'no' END FROM"
                  + " pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN"
                  + " ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND n.nspname NOT IN"
                  + " ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_' AND NOT EXISTS"
                  + " (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER"
                  + " BY 1, 2";
        };
    String usual = session.dialect() == Dialect.DUCKDB ? "main" : "public";
    List<Listed> all = new ArrayList<>();
    session.query(
        sql,
        TIMEOUT,
        row -> {
          List<String> parts =
              row.text(1).equals(usual) ? List.of(row.text(2)) : List.of(row.text(1), row.text(2));
          all.add(new Listed(new TableName(parts).text(), row.number(3), hidden(row.text(4))));
        });
    return List.copyOf(all);
  }

  private static String hidden(String readable) {
    return switch (readable) {
      case "schema" -> "this user may not use its schema (GRANT USAGE ON SCHEMA)";
      case "columns" ->
          "this user may read only some of its columns; GRANT SELECT on it, or watch a view of"
              + " them";
      case "no" -> "this user may not read it (GRANT SELECT)";
      default -> "";
    };
  }

  /**
   * Looks at one of them.
   *
   * @throws io.gapwatch.agent.source.SourceUnavailableException if it cannot be read in time
   */
  TableLook at(Listed table) {
    List<Column> columns = session.columns(table.name());
    Optional<Column> time = time(columns);
    Optional<Column> sequence =
        time.flatMap(it -> sequence(columns.stream().filter(one -> !one.equals(it)).toList()));
    List<String> groups =
        columns.stream()
            .filter(column -> column.type().matches("VARCHAR.*|TEXT|BPCHAR|ENUM.*|CHAR.*|NAME"))
            .map(Column::name)
            .limit(MOST_GROUP_COLUMNS)
            .toList();
    List<Sampled> newest =
        time.map(it -> newest(table.name(), it, sequence, groups)).orElse(List.of());
    return new TableLook(
        table.name(),
        columns,
        time.isEmpty() && isEmptyView(table) ? 0 : table.rows(),
        time.map(Column::name),
        sequence.map(Column::name),
        groups,
        newest);
  }

  /** A file is a view, and one without rows says of no column what it is. */
  private boolean isEmptyView(Listed table) {
    return session.dialect() == Dialect.DUCKDB
        && table.rows() < 0
        && session
            .list(
                "SELECT 1 FROM " + TableName.of(table.name()).quoted() + " LIMIT 1",
                TIMEOUT,
                row -> row.number(1))
            .isEmpty();
  }

  private static Optional<Column> time(List<Column> columns) {
    List<Column> typed = columns.stream().filter(it -> Timeline.isTime(it.type())).toList();
    return named(typed, TIMES)
        .or(() -> named(columns.stream().filter(DatabaseLook::whole).toList(), TIMES))
        .or(() -> typed.stream().filter(DatabaseLook::early).findFirst());
  }

  private static boolean early(Column column) {
    return !column.name().toLowerCase(Locale.ROOT).matches(LATER);
  }

  private static Optional<Column> sequence(List<Column> columns) {
    List<Column> whole = columns.stream().filter(DatabaseLook::whole).toList();
    List<Column> numbers =
        columns.stream()
            .filter(column -> whole(column) || WholeNumbers.mayBeWhole(column.type()))
            .toList();
    return named(numbers, SEQUENCES)
        .or(() -> whole.stream().filter(it -> it.name().matches("(?i).*(number|seq)")).findFirst());
  }

  private static boolean whole(Column column) {
    return WholeNumbers.isWhole(column.type());
  }

  private static Optional<Column> named(List<Column> columns, List<String> names) {
    return columns.stream()
        .filter(column -> names.contains(column.name().toLowerCase(Locale.ROOT)))
        .min(Comparator.comparingInt(it -> names.indexOf(it.name().toLowerCase(Locale.ROOT))));
  }

  private List<Sampled> newest(
      String table, Column time, Optional<Column> sequence, List<String> groups) {
    String column = Dialect.quote(time.name());
    boolean number = whole(time);
    String stamp = stamp(column, time.type());
    String value =
        number ? WholeNumbers.asBigint(column, time.type()) : session.dialect().microseconds(stamp);
    String second =
        sequence
            .map(it -> WholeNumbers.asBigint(Dialect.quote(it.name()), it.type()))
            .orElse("CAST(NULL AS BIGINT)");
    List<String> selected = new ArrayList<>(List.of(value, second));
    groups.forEach(name -> selected.add("CAST(" + Dialect.quote(name) + " AS VARCHAR)"));
    String sql =
        "SELECT %s FROM %s WHERE %s ORDER BY %s DESC LIMIT %d"
            .formatted(
                String.join(", ", selected),
                TableName.of(table).quoted(),
                // A time may be infinite, which is no time of a row.
                column + " IS NOT NULL" + (number ? "" : " AND isfinite(" + stamp + ")"),
                column,
                TableLook.MOST_ROWS);
    return session.list(sql, TIMEOUT, row -> sampled(row, number, groups.size()));
  }

  private String stamp(String column, String type) {
    return type.matches("TIMESTAMP|TIMESTAMP WITH TIME ZONE|TIMESTAMPTZ")
        ? column
        : "CAST(" + column + " AS TIMESTAMP)";
  }

  private static Sampled sampled(Row row, boolean number, int groups) {
    long time = row.number(1);
    long micros = number ? EpochUnit.of(time).micros(time) : time;
    return new Sampled(
        micros,
        row.isNull(2) ? Optional.empty() : Optional.of(row.number(2)),
        Stream.iterate(3, i -> i + 1).limit(groups).map(row::text).toList());
  }
}
