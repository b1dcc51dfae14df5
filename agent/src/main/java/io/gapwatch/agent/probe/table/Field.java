package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Node;
import io.gapwatch.agent.config.schema.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a check reads of each row: a column by its name, or an SQL expression.
 *
 * @param text the name, or the expression
 */
record Field(String text, boolean expression) {
  private static final Key<String> SQL =
      Key.required("sql", Kinds.text(), "an SQL expression over the columns of a row");
  private static final Shape WRITTEN =
      Shape.of(SQL)
          .with(
              settings ->
                  Enclosed.is(settings.get(SQL))
                      ? Optional.empty()
                      : Optional.of(
                          "sql must be one expression, without a semicolon and with closed"
                              + " parentheses"));

  /** A column. */
  static Field column(String name) {
    return new Field(name, false);
  }

  /** {@code created_at}, or {@code {sql: "to_timestamp(ts / 1000)"}}. */
  static Kind<Field> kind() {
    return new Kind<>() {
      @Override
      public Optional<Field> read(Entry entry) {
        return entry.node() instanceof Node.Mapping
            ? WRITTEN.read(entry).map(settings -> new Field(settings.get(SQL), true))
            : Kinds.text().read(entry).map(Field::column);
      }

      @Override
      public Map<String, Object> schema() {
        return Map.of("anyOf", List.of(Kinds.text().schema(), WRITTEN.schema()));
      }
    };
  }
}
