package io.gapwatch.agent.probe.data;

import io.gapwatch.agent.config.Key;
import io.gapwatch.agent.config.Kinds;
import io.gapwatch.agent.config.Settings;
import io.gapwatch.agent.config.Shape;
import java.util.Optional;

/**
 * Which rows of which table.
 *
 * @param filter a condition of the user's own, or TRUE
 */
record TableSettings(String table, String number, String timestamp, String filter) {
  static final Key<String> TABLE =
      Key.required("table", Kinds.text(), "the table or view, with its schema if need be");
  static final Key<String> TIMESTAMP =
      Key.optional(
              "timestamp",
              Kinds.text(),
              "its column of times: a timestamp, or whole seconds or milliseconds since 1970")
          .otherwise("timestamp");
  static final Key<String> NUMBER =
      Key.optional("number", Kinds.text(), "its column of block numbers").otherwise("number");
  static final Key<String> WHERE =
      Key.optional("where", Kinds.text(), "a condition in SQL that rows must meet");

  /** A condition must not end the statement that it becomes a part of. */
  static Optional<String> checkFilter(Settings settings) {
    return settings
        .find(WHERE)
        .filter(where -> where.contains(";"))
        .map(where -> "where must be one condition, without a semicolon");
  }

  static Shape timed(Key<?>... more) {
    return Shape.of(more).after(Shape.of(TABLE, TIMESTAMP, WHERE)).with(TableSettings::checkFilter);
  }

  static TableSettings of(Settings settings) {
    return new TableSettings(
        settings.get(TABLE),
        settings.find(NUMBER).orElse(NUMBER.fallback().orElseThrow()),
        settings.get(TIMESTAMP),
        settings.find(WHERE).map(where -> "(" + where + ")").orElse("TRUE"));
  }
}
