package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * A table of rows with times, numbered or not.
 *
 * @param name as a query reads from it
 * @param filter the user's condition, or TRUE
 * @param guessed the column of times, if it was chosen by its type; else empty
 * @param by what divides it into groups, in SQL, as text
 */
public record TimedTable(
    String name, Timeline timeline, String filter, String guessed, List<String> by) {
  /**
   * Looks the table up.
   *
   * @throws SourceUnavailableException if the table or a column is missing or of the wrong type
   */
  public static TimedTable find(SqlSession session, TableSettings settings, Duration timeout) {
    Relation relation = Relation.of(session, settings);
    return new TimedTable(
        relation.name(),
        NumberedTable.timeline(session, settings, relation, timeout),
        settings.filter(),
        settings.timestamp().isPresent() ? "" : relation.time(settings).name(),
        by(relation, settings));
  }

  /** The same with dates that are days of this clock. */
  public TimedTable byClockOf(ZoneId zone) {
    return new TimedTable(name, timeline.byClockOf(zone), filter, guessed, by);
  }

  static List<String> by(Relation relation, TableSettings settings) {
    return settings.by().stream()
        .map(name -> relation.column(Field.column(name), name).name())
        // A collation that ignores case names a group now by one text, now by another.
        .map(name -> "CAST(" + Dialect.quote(name) + " AS VARCHAR) COLLATE \"C\"")
        .toList();
  }
}
