package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** One connection to a database, for one run. Not thread-safe. */
public interface SqlSession extends Session {

  Dialect dialect();

  /**
   * The columns of a table or view.
   *
   * @param table as it is stored; a schema and a dot may stand before it
   * @throws SourceUnavailableException when there is no such table
   */
  List<Column> columns(String table);

  /**
   * Runs one SELECT, and hands over each row as it comes.
   *
   * @param timeout how long the whole answer may take
   * @throws SourceUnavailableException when it fails or takes longer
   */
  void query(String sql, Duration timeout, Consumer<Row> rows);

  /**
   * One column of a table.
   *
   * @param type the database's own name for it, in capitals
   */
  record Column(String name, String type) {}
}
