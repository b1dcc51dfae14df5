package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.source.sql.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which rows of which table.
 *
 * @param number the column of numbers; left out: one of a usual name
 * @param timestamp the column of times; left out: one of the usual name, or the only one
 * @param unit what times of whole numbers count, where the configuration says so
 * @param filter a condition of the user's own, or TRUE
 * @param row what a row is called
 * @param by the columns that divide it into groups; empty where it is one
 */
public record TableSettings(
    String table,
    Optional<Field> number,
    Optional<Field> timestamp,
    Optional<EpochUnit> unit,
    String filter,
    Words row,
    List<String> by) {
  public static final Key<String> TABLE =
      Key.required("table", TableName.kind(), "the table or view, optionally with its schema");
  static final Key<Field> TIMESTAMP =
      Key.optional(
          "timestamp",
          Field.kind(),
          "its column of times (a timestamp, a date, or whole numbers since 1970), or {sql:"
              + " EXPRESSION}; left out: timestamp, or else the only column of such a type");
  public static final Key<Field> NUMBER =
      Key.optional(
          "number",
          Field.kind(),
          "its column of numbers without holes, or {sql: EXPRESSION}; left out: number, or else"
              + " id");
  public static final Key<EpochUnit> UNIT =
      Key.optional(
          "unit",
          Kinds.map(Kinds.choice(EpochUnit.words().toArray(String[]::new)), EpochUnit::named),
          "what a time column of whole numbers counts; left out: told from the values");
  public static final Key<String> WHERE =
      Key.optional("where", Kinds.text(), "an SQL condition that rows must match");
  public static final Key<Chain> CHAIN =
      Key.optional(
          "chain", Chain.kind(), "the chain whose blocks they are; brings its slots and words");
  private static final Key<Words> ROW =
      Key.optional(
          "row", Words.kind(), "what a row is called in words; left out: row, or block of a chain");

  public static final Key<List<String>> BY =
      Key.optional(
              "by",
              Kinds.some(Kinds.text()),
              "the columns that divide the rows into groups, each of which is checked separately,"
                  + " such as [symbol]")
          .whenLeftOut(List.of());

  /** A condition must not end the statement it is embedded in, nor the parentheses around it. */
  public static Optional<String> checkFilter(Settings settings) {
    return settings
        .find(WHERE)
        .filter(where -> !Enclosed.is(where))
        .map(
            where ->
                "where must be one condition, without a semicolon and with closed parentheses");
  }

  private static Optional<String> checkGroups(Settings settings) {
    List<String> by = settings.get(BY);
    return by.size() == Set.copyOf(by).size()
        ? Optional.empty()
        : Optional.of("by must name each column once");
  }

  public static Shape timed(Key<?>... more) {
    return Shape.of(more)
        .after(Shape.of(TABLE, TIMESTAMP, UNIT, WHERE, BY, CHAIN, ROW))
        .with(TableSettings::checkFilter)
        .with(TableSettings::checkGroups);
  }

  public static TableSettings of(Settings settings) {
    return new TableSettings(
        settings.get(TABLE),
        settings.find(NUMBER),
        settings.find(TIMESTAMP),
        settings.find(UNIT),
        settings.find(WHERE).map(where -> "(" + where + "\n)").orElse("TRUE"),
        settings
            .find(ROW)
            .orElse(settings.find(CHAIN).isPresent() ? Words.named("block") : Words.ROW),
        settings.get(BY));
  }

  /** Why not one row can be read: the table is empty, or no row matches {@code where}. */
  public Unavailable nothing(SqlSession session, Duration timeout) {
    long[] rows = {0};
    session.query(
        "SELECT count(*) FROM " + TableName.of(table).quoted(),
        timeout,
        row -> rows[0] = row.number(1));
    return rows[0] == 0
        ? new Unavailable(
            "table " + table + " is empty", "check that the collector writes to this table")
        : new Unavailable(
            "no row of table %s matches where (%,d %s not)"
                .formatted(table, rows[0], rows[0] == 1 ? "row does" : "rows do"),
            "check the condition in where against the table");
  }

  /** Why nothing can be said where no row has a number. */
  public Unavailable withoutNumber(String column, long rows) {
    return NumberedTable.isWholeOfFractions(column)
        ? without("whole number", "its column of numbers", number, NUMBER.name(), rows)
        : without("number", column, number, NUMBER.name(), rows);
  }

  /**
   * Why nothing can be said where no row has a time.
   *
   * @param column quoted
   */
  public Unavailable withoutTime(String column, long rows) {
    return without("time", column, timestamp, TIMESTAMP.name(), rows);
  }

  private Unavailable without(
      String what, String column, Optional<Field> field, String key, long rows) {
    boolean expression = field.filter(Field::expression).isPresent();
    return new Unavailable(
        "table %s has %s, but none has a %s in %s"
            .formatted(
                table,
                Words.ROW.count(rows),
                what,
                expression ? "the expression of " + key : column),
        expression
            ? "check the expression against the table; what it cannot convert is NULL"
            : "check that the writer fills this column, or name another one in " + key);
  }

  /** Why nothing can be said where all rows are in the future. */
  public Unavailable onlyInFuture(long rows, Timeline timeline) {
    return new Unavailable(
        "table %s has no rows up to now, but %,d in the future".formatted(table, rows),
        ahead(timeline));
  }

  /** What to try where rows are in the future. */
  public String ahead(Timeline timeline) {
    return "check the collector's clock, and that times are in UTC"
        + timeline.ofAnotherClock()
        + orUnit();
  }

  /** Times that are all too late or too early may be counted in another unit. */
  public String orUnit() {
    return unit.map(
            it ->
                "; or unit: %s is wrong: left out, it is told from the values".formatted(it.word()))
        .orElse("");
  }
}
