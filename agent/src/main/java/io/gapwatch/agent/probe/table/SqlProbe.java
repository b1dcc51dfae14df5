package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.source.sql.SqlSession;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the user's query. No row, NULL or text is not zero: it is unknown. */
final class SqlProbe implements Probe {
  private static final String REMEDY = "make the query return exactly one row with one number";

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
    // As a subquery it can only be a SELECT; the second row shows that there are too many.
    // The line breaks end a comment at the end of the query.
    context
        .session(SqlSession.class)
        .query(
            "SELECT * FROM (\n" + query + "\n) AS answer LIMIT 2",
            context.timeout(),
            row -> values.add(row.value(1)));
    if (values.size() != 1) {
      return new Unavailable(
          values.isEmpty()
              ? "the query returned no rows"
              : "the query returned more than one " + "row",
          REMEDY);
    }
    return values
        .get(0)
        .map(value -> number(value).map(this::measured).orElseGet(() -> noNumber(value)))
        .orElseGet(() -> new Unavailable("the query returned NULL", REMEDY));
  }

  private static Reading noNumber(Object value) {
    return new Unavailable(
        value instanceof Number
            ? "the query returned NaN"
            : "the query returned a "
                + value.getClass().getSimpleName()
                + ", which is not a "
                + "number",
        REMEDY);
  }

  private static Optional<Number> number(Object value) {
    if (value instanceof Boolean flag) {
      return Optional.of(flag ? 1L : 0L);
    }
    return value instanceof Number number && !Double.isNaN(number.doubleValue())
        ? Optional.of(number)
        : Optional.empty();
  }

  private Reading measured(Number number) {
    String text =
        number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
    String shown = unit.isEmpty() ? text : text + " " + unit;
    return Measured.saying(shown)
        .fact("Value", shown)
        .value(SqlCheck.VALUE, number)
        .observe(
            Observation.of(SqlCheck.VALUE, "value", number.doubleValue(), shown, shown, remedy))
        .build();
  }
}
