package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.source.sql.SqlSession.Column;
import io.gapwatch.agent.source.sql.TableName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table with its columns; expressions of the configuration are columns of it.
 *
 * @param name as a query reads from it
 * @param fractional the column of numbers, if its type holds fractions as well and {@link #WHOLE}
 *     has what is whole of it
 */
record Relation(String name, Columns columns, Optional<Column> fractional) {
  private static final String NUMBER = "gapwatch_number";
  private static final String TIME = "gapwatch_time";
  private static final Column WHOLE = new Column("gapwatch_whole", WholeNumbers.WHOLE);

  static final String WHOLE_QUOTED = Dialect.quote(WHOLE.name());

  /** The usual names of a sequence. */
  private static final List<String> SEQUENCES = List.of("number", "id");

  private static final String USUAL_TIME = "timestamp";

  static Relation of(SqlSession session, TableSettings settings) {
    Relation plain = plain(session, settings);
    return plain
        .findNumber(settings)
        .filter(column -> WholeNumbers.mayBeWhole(column.type()))
        .map(plain::withWhole)
        .orElse(plain);
  }

  private Relation withWhole(Column column) {
    String all =
        "(SELECT *, %s AS %s FROM %s) AS gapwatch_whole_rows"
            .formatted(WholeNumbers.whole(Dialect.quote(column.name())), WHOLE.name(), name);
    return new Relation(all, columns, Optional.of(column));
  }

  private static Relation plain(SqlSession session, TableSettings settings) {
    String quoted = TableName.of(settings.table()).quoted();
    String added = expression(settings.number(), NUMBER) + expression(settings.timestamp(), TIME);
    if (added.isEmpty()) {
      return new Relation(quoted, Columns.of(session, settings.table()), Optional.empty());
    }
    String name = "(SELECT *%s FROM %s) AS gapwatch_rows".formatted(added, quoted);
    return new Relation(
        name,
        new Columns(settings.table(), session.columnsOf(name, settings.table())),
        Optional.empty());
  }

  private static String expression(Optional<Field> field, String name) {
    // The line break ends a comment at the end of the expression.
    return field
        .filter(Field::expression)
        .map(it -> ", (" + it.text() + "\n) AS " + name)
        .orElse("");
  }

  /** The column of numbers: as configured, or of a usual name. */
  Column number(TableSettings settings) {
    return fractional.isPresent() ? WHOLE : configured(settings);
  }

  private Optional<Column> findNumber(TableSettings settings) {
    return settings
        .number()
        .map(field -> columns.find(field.expression() ? NUMBER : field.text()))
        .orElseGet(
            () -> SEQUENCES.stream().flatMap(name -> columns.find(name).stream()).findFirst());
  }

  private Column configured(TableSettings settings) {
    return settings
        .number()
        .map(field -> column(field, NUMBER))
        .or(() -> findNumber(settings))
        .orElseThrow(
            () ->
                new SourceUnavailableException(
                    "table %s has no column %s"
                        .formatted(columns.table(), String.join(" or ", SEQUENCES)),
                    "say in number which column numbers the rows, or where none does, in every how"
                        + " often a row is due, such as 1h; the table has "
                        + columns.names()));
  }

  /**
   * The number to show beside the newest row; empty where there is none. A column of that name may
   * have anything, such as the text of an invoice's number, unless the configuration names it.
   */
  Optional<Column> shownNumber(TableSettings settings) {
    if (settings.number().isEmpty()) {
      return columns.find(SEQUENCES.get(0)).filter(column -> WholeNumbers.isNumber(column.type()));
    }
    Column named = configured(settings);
    if (!WholeNumbers.isNumber(named.type())) {
      throw new SourceUnavailableException(
          "%s of table %s is %s, expected numbers"
              .formatted(said(named), columns.table(), named.type()),
          "leave number out of the check, which only shows it, or name a column of numbers");
    }
    return Optional.of(named);
  }

  /** The column of times: as configured, of the usual name, or the only one of such a type. */
  Column time(TableSettings settings) {
    return settings
        .timestamp()
        .map(field -> column(field, TIME))
        .or(() -> columns.find(USUAL_TIME))
        .orElseGet(this::onlyTime);
  }

  /** The columns that were chosen without being named or usual, for people; empty for none. */
  String guessed(TableSettings settings) {
    Column number = configured(settings);
    Column time = time(settings);
    boolean usual =
        (settings.number().isPresent() || number.name().equalsIgnoreCase(SEQUENCES.get(0)))
            && (settings.timestamp().isPresent() || time.name().equalsIgnoreCase(USUAL_TIME));
    return usual
        ? ""
        : Stream.of(number, time)
            .filter(column -> !isExpression(column))
            .map(Column::name)
            .collect(Collectors.joining(", "));
  }

  /** Whether it is no column of the table itself. */
  static boolean isExpression(Column column) {
    return column.name().equals(NUMBER) || column.name().equals(TIME);
  }

  /** The column itself, of one that was added for what is whole of it. */
  Column original(Column column) {
    return column.equals(WHOLE) ? fractional.orElse(column) : column;
  }

  /** A column in words, as the configuration has it. */
  static String said(Column column) {
    return isExpression(column)
        ? "the expression of " + (column.name().equals(NUMBER) ? "number" : "timestamp")
        : "column " + column.name();
  }

  private Column onlyTime() {
    List<Column> times = columns.all().stream().filter(it -> Timeline.isTime(it.type())).toList();
    if (times.size() == 1) {
      return times.get(0);
    }
    throw new SourceUnavailableException(
        "table %s has no column %s, and %s"
            .formatted(
                columns.table(),
                USUAL_TIME,
                times.isEmpty()
                    ? "none of a type for times"
                    : "%d others for times (%s)".formatted(times.size(), Columns.names(times))),
        "say in timestamp which column has the time; the table has " + columns.names());
  }

  Column column(Field field, String expression) {
    return columns.get(field.expression() ? expression : field.text());
  }
}
