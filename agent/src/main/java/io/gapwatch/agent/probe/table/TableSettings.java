package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import java.util.Optional;

/**
 * Which rows of which table.
 *
 * @param number the number column, if the check type has one
 * @param filter the user's condition, or TRUE
 */
public record TableSettings(
    String table, Optional<String> number, String timestamp, String filter) {
  static final Key<String> TABLE =
      Key.required("table", Kinds.text(), "the table or view, optionally with its schema");
  static final Key<String> TIMESTAMP =
      Key.optional(
              "timestamp",
              Kinds.text(),
              "its time column: a timestamp, or whole seconds or milliseconds since 1970")
          .withDefault("timestamp");
  public static final Key<String> NUMBER =
      Key.optional("number", Kinds.text(), "its block number column").withDefault("number");
  static final Key<String> WHERE =
      Key.optional("where", Kinds.text(), "an SQL condition that rows must match");

  /** A condition must not end the statement it is embedded in. */
  static Optional<String> checkFilter(Settings settings) {
    return settings
        .find(WHERE)
        .filter(where -> where.contains(";"))
        .map(where -> "where must be a single condition, without a semicolon");
  }

  public static Shape timed(Key<?>... more) {
    return Shape.of(more).after(Shape.of(TABLE, TIMESTAMP, WHERE)).with(TableSettings::checkFilter);
  }

  public static TableSettings of(Settings settings) {
    return new TableSettings(
        settings.get(TABLE),
        settings.find(NUMBER),
        settings.get(TIMESTAMP),
        settings.find(WHERE).map(where -> "(" + where + ")").orElse("TRUE"));
  }
}
