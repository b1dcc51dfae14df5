package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Duration;
import java.util.Optional;

/**
 * Which rows of which table.
 *
 * @param number the column of numbers, where the type of check has one
 * @param unit what times of whole numbers count, where the configuration says so
 * @param filter a condition of the user's own, or TRUE
 */
public record TableSettings(
    String table,
    Optional<String> number,
    String timestamp,
    Optional<EpochUnit> unit,
    String filter) {
  public static final Key<String> TABLE =
      Key.required("table", Kinds.text(), "the table or view, optionally with its schema");
  static final Key<String> TIMESTAMP =
      Key.optional(
              "timestamp",
              Kinds.text(),
              "its column of times: a timestamp, a date, or whole numbers since 1970")
          .withDefault("timestamp");
  public static final Key<String> NUMBER =
      Key.optional("number", Kinds.text(), "its column of block numbers").withDefault("number");
  public static final Key<EpochUnit> UNIT =
      Key.optional(
          "unit",
          Kinds.map(Kinds.choice(EpochUnit.words().toArray(String[]::new)), EpochUnit::named),
          "what a time column of whole numbers counts; left out: told from the values");
  public static final Key<String> WHERE =
      Key.optional("where", Kinds.text(), "an SQL condition that rows must match");

  /** A condition must not end the statement it is embedded in, nor the parentheses around it. */
  public static Optional<String> checkFilter(Settings settings) {
    return settings
        .find(WHERE)
        .filter(where -> where.contains(";") || !isEnclosed(where))
        .map(
            where ->
                "where must be one condition, without a semicolon and with closed parentheses");
  }

  /** Whether every parenthesis and quote that it opens is closed, and none but those. */
  private static boolean isEnclosed(String where) {
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < where.length(); i++) {
      char c = where.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth < 0) {
        return false;
      }
    }
    return depth == 0 && quote == 0;
  }

  public static Shape timed(Key<?>... more) {
    return Shape.of(more)
        .after(Shape.of(TABLE, TIMESTAMP, UNIT, WHERE))
        .with(TableSettings::checkFilter);
  }

  public static TableSettings of(Settings settings) {
    return new TableSettings(
        settings.get(TABLE),
        settings.find(NUMBER),
        settings.get(TIMESTAMP),
        settings.find(UNIT),
        settings.find(WHERE).map(where -> "(" + where + ")").orElse("TRUE"));
  }

  /** Why not one row can be read: the table is empty, or no row matches {@code where}. */
  public Unavailable nothing(SqlSession session, Duration timeout) {
    long[] rows = {0};
    session.query(
        "SELECT count(*) FROM " + Dialect.quote(table), timeout, row -> rows[0] = row.number(1));
    return rows[0] == 0
        ? new Unavailable(
            "table " + table + " is empty", "check that the collector writes to this table")
        : new Unavailable(
            "no row of table %s matches where (%,d rows do not)".formatted(table, rows[0]),
            "check the condition in where against the table");
  }
}
