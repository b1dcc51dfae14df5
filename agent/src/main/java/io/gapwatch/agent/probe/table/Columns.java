package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.source.sql.SqlSession.Column;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The columns of a table, found by name in any case, the exact one first.
 *
 * @param table as the configuration names it
 */
public record Columns(String table, List<Column> all) {
  public Columns {
    all = List.copyOf(all);
  }

  /** Those of a table or view. */
  public static Columns of(SqlSession session, String table) {
    return new Columns(table, session.columns(table));
  }

  /** The column of this name; empty if there is none. */
  public Optional<Column> find(String name) {
    return all.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .or(() -> all.stream().filter(it -> it.name().equalsIgnoreCase(name)).findFirst());
  }

  /**
   * The column of this name.
   *
   * @throws SourceUnavailableException if there is none
   */
  public Column get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new SourceUnavailableException(
                    "table " + table + " has no column " + name,
                    "set the column in the check; the table has " + names()));
  }

  /** Their names, for people. */
  String names() {
    return names(all);
  }

  static String names(List<Column> some) {
    return some.stream().map(Column::name).collect(Collectors.joining(", "));
  }
}
