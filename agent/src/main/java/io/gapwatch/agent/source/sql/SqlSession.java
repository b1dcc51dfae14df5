package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** One connection to a database, for one run. Not thread-safe. */
public interface SqlSession extends Session {

  Dialect dialect();

  /**
   * The columns of a table or view.
   *
   * @param table as stored; may be qualified by a schema
   * @throws SourceUnavailableException if the table does not exist
   */
  List<Column> columns(String table);

  /**
   * The columns of what a query can read from.
   *
   * @param relation in SQL, as it follows FROM
   * @param table what it is called in messages
   * @throws SourceUnavailableException if it cannot be read
   */
  List<Column> columnsOf(String relation, String table);

  /**
   * Runs one SELECT and streams its rows.
   *
   * @param timeout how long the complete result may take
   * @throws SourceUnavailableException if it fails or times out
   */
  void query(String sql, Duration timeout, Consumer<Row> rows);

  /**
   * Says what will be asked next, in these words: a session whose provider charges by the statement
   * asks it all at once. Others do nothing.
   */
  default void expect(Duration timeout, List<String> questions) {}

  /** The same, with each row as a value; for results that are short. */
  default <T> List<T> list(String sql, Duration timeout, Function<Row, T> reader) {
    List<T> all = new ArrayList<>();
    query(sql, timeout, row -> all.add(reader.apply(row)));
    return List.copyOf(all);
  }

  /**
   * A number that is another one as soon as a table was exchanged for another of the same name, or
   * its file was. Not measured rows: whoever appends, updates or deletes leaves it as it is.
   *
   * @return empty where the database does not tell, or asks money for telling
   */
  default OptionalLong edition(String table, Duration timeout) {
    return OptionalLong.empty();
  }

  /** How many parts of a table it reads at the same time; 1 if that is not for us to say. */
  default int threads() {
    return 1;
  }

  /**
   * One column of a table.
   *
   * @param type the database's type name, in upper case
   */
  record Column(String name, String type) {}
}
