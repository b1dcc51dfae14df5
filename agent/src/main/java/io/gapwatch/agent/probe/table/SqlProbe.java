package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.text.Lines;
import java.math.BigDecimal;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** Runs the user's query. No row, NULL or text is not zero: it is unknown. */
final class SqlProbe implements Probe {
  private static final String REMEDY =
      "make the query return exactly one row with one number, and at most a text behind it";

  private static final int LONGEST = 200;

  private final String query;
  private final String unit;
  private final String remedy;

  SqlProbe(String query, String unit, String remedy) {
    this.query = query;
    this.unit = unit;
    this.remedy = remedy;
  }

  @Override
  public Reading ask(ProbeContext context) {
    List<Optional<Object>> values = new ArrayList<>();
    List<Optional<Object>> words = new ArrayList<>();
    int[] columns = {1};
    // As a subquery it can only be a SELECT; the second row shows that there are too many.
    // The line breaks end a comment at the end of the query.
    context
        .session(SqlSession.class)
        .query(
            "SELECT * FROM (\n" + query + "\n) AS answer LIMIT 2",
            context.timeout(),
            row -> {
              columns[0] = row.columns();
              values.add(row.value(1));
              words.add(row.columns() == 2 ? row.value(2) : Optional.empty());
            });
    if (columns[0] > 2) {
      return none("the query returned %d columns".formatted(columns[0]));
    }
    if (values.size() != 1) {
      return none("the query returned " + (values.isEmpty() ? "no rows" : "more than one row"));
    }
    if (words.get(0).filter(text -> !(text instanceof String)).isPresent()) {
      return none("the second column of the query is not text");
    }
    String more = words.get(0).map(SqlProbe::inBrackets).orElse("");
    return values
        .get(0)
        .map(
            value ->
                number(value)
                    .map(number -> measured(number, more))
                    .orElseGet(() -> none(said(value))))
        .orElseGet(() -> none("the query returned NULL" + more));
  }

  private static String inBrackets(Object text) {
    String line = Lines.oneLine(text.toString());
    return " (" + (line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…") + ")";
  }

  private static Reading none(String reason) {
    return new Unavailable(reason, REMEDY);
  }

  private static String said(Object value) {
    if (value instanceof Number) {
      return "the query returned " + value;
    }
    String kind =
        value instanceof String
            ? "text"
            : value instanceof Date || value instanceof TemporalAccessor ? "a time" : "a value";
    return "the query returned " + kind + ", which is not a number";
  }

  private static Optional<Number> number(Object value) {
    if (value instanceof Boolean flag) {
      return Optional.of(flag ? 1L : 0L);
    }
    return value instanceof Number number && Double.isFinite(number.doubleValue())
        ? Optional.of(number)
        : Optional.empty();
  }

  private Reading measured(Number number, String more) {
    String text =
        number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
    String shown = (unit.isEmpty() ? text : text + " " + unit) + more;
    return Measured.saying(shown)
        .fact("Value", shown)
        .value(SqlCheck.VALUE, number)
        .observe(
            Observation.of(SqlCheck.VALUE, "value", number.doubleValue(), shown, shown, remedy))
        .build();
  }
}
