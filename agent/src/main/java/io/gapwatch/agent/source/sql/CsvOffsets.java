package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether times of a CSV file have offsets that are not read. DuckDB takes a column for times
 * without a zone if its first 20,480 lines have none, and drops the offset of what comes later
 * (seen with 2.0, also with {@code sample_size = -1}).
 */
final class CsvOffsets {
  /** Behind the minutes or seconds: what is behind a date is a part of it. */
  private static final String OFFSET = ":\\d\\d(?:\\.\\d+)?\\s*([+-]\\d\\d(?::?\\d\\d)?)$";

  private static final String REMEDY =
      "the offset would be dropped: let the writer give each time one, or none";

  private final SqlSession session;
  private final DataFile data;

  /**
   * @param session in which the table of the file is
   */
  CsvOffsets(SqlSession session, DataFile data) {
    this.session = session;
    this.data = data;
  }

  /**
   * Reads the file once, if it has times without a zone.
   *
   * @throws SourceUnavailableException if some time of such a column has an offset
   */
  void mustBeRead(String source, Duration timeout) {
    List<String> columns =
        session.columnsOf(data.quoted(), data.table()).stream()
            .filter(column -> column.type().equals("TIMESTAMP"))
            .map(SqlSession.Column::name)
            .toList();
    if (!columns.isEmpty()) {
      session.query(offsets(columns), timeout, row -> mustHaveNone(source, columns, row));
    }
  }

  private void mustHaveNone(String source, List<String> columns, Row row) {
    for (int i = 0; i < columns.size(); i++) {
      String offset = row.text(i + 1);
      if (!offset.isEmpty()) {
        throw new SourceUnavailableException(
            "%s: column %s of %s has times with an offset (%s) behind times without one"
                .formatted(source, columns.get(i), data.path(), offset),
            REMEDY);
      }
    }
  }

  /** The greatest offset of each column; an empty text is less than any. */
  private String offsets(List<String> columns) {
    return "SELECT %s FROM %s"
        .formatted(
            columns.stream()
                .map(
                    name ->
                        "max(regexp_extract(%s, '%s', 1))".formatted(Dialect.quote(name), OFFSET))
                .collect(Collectors.joining(", ")),
            data.asText(columns));
  }
}
