package io.gapwatch.agent.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.sqlite.SQLiteConfig;

/**
 * One connection to the history file. Threads take turns, one transaction at a time; other
 * processes read concurrently (WAL) and wait for each other's writes.
 *
 * <p>Times are stored as UTC milliseconds since 1970, enums by name, an empty {@code Optional} as
 * NULL.
 */
final class Database implements AutoCloseable {

  /** Maps a row to a value. */
  @FunctionalInterface
  interface Mapper<T> {
    T map(Row row) throws SQLException;
  }

  /** Together they take half a second. */
  private static final int ATTEMPTS = 10;

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Path file;
  private final Connection connection;

  private Database(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens the file and brings its schema up to date.
   *
   * @param busyTimeout how long to wait for another process that is writing
   */
  static Database open(Path file, Duration busyTimeout) {
    return open(file, busyTimeout, Database::pause);
  }

  /**
   * The same. A file that cannot be opened is tried again: where root looks at the history of
   * another user, SQLite makes the files beside it as root's, and gives them away a moment later.
   *
   * @param pause between two attempts
   */
  static Database open(Path file, Duration busyTimeout, Runnable pause) {
    for (int attempt = 1; ; attempt++) {
      try {
        return tryToOpen(file, busyTimeout);
      } catch (HistoryUnavailableException e) {
        if (attempt == ATTEMPTS || !e.isNotOpened()) {
          throw e;
        }
        pause.run();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Database tryToOpen(Path file, Duration busyTimeout) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(Math.toIntExact(busyTimeout.toMillis()));
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    try {
      Database database = new Database(file, connect(config, file));
      try {
        Schema.migrate(database);
        return database;
      } catch (RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (SQLException e) {
      throw HistoryUnavailableException.because(file, e);
    }
  }

  /** The version of SQLite. */
  static String version() {
    Path nowhere = Path.of(":memory:");
    try (Connection connection = connect(new SQLiteConfig(), nowhere)) {
      return connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw HistoryUnavailableException.because(nowhere, e);
    }
  }

  /** SQLite says only once that its library cannot be loaded; who comes later gets an error. */
  private static Connection connect(SQLiteConfig config, Path file) throws SQLException {
    try {
      return config.createConnection("jdbc:sqlite:" + file);
    } catch (LinkageError e) {
      throw new SQLException("SQLite's native library could not be loaded", e);
    }
  }

  Path file() {
    return file;
  }

  synchronized <T> List<T> query(String sql, Mapper<T> mapper, Object... arguments) {
    try (PreparedStatement statement = prepare(sql, arguments);
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(mapper.map(new Row(rows)));
      }
      return List.copyOf(found);
    } catch (SQLException e) {
      throw HistoryUnavailableException.because(file, e);
    } catch (IllegalArgumentException e) {
      throw HistoryUnavailableException.damaged(file, e);
    }
  }

  <T> Optional<T> first(String sql, Mapper<T> mapper, Object... arguments) {
    return query(sql, mapper, arguments).stream().findFirst();
  }

  /** The only value of the only row. */
  long number(String sql, Object... arguments) {
    return query(sql, row -> row.number(1), arguments).get(0);
  }

  /** Returns how many rows it changed. */
  synchronized int update(String sql, Object... arguments) {
    try (PreparedStatement statement = prepare(sql, arguments)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw HistoryUnavailableException.because(file, e);
    }
  }

  /** Runs a script of statements, or a pragma to completion. */
  synchronized void execute(String script) {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(script);
    } catch (SQLException e) {
      throw HistoryUnavailableException.because(file, e);
    }
  }

  /** All or nothing; on disk when this returns. Transactions do not nest. */
  synchronized <T> T transaction(Supplier<T> work) {
    execute("BEGIN IMMEDIATE");
    try {
      T result = work.get();
      execute("COMMIT");
      return result;
    } catch (RuntimeException | Error e) {
      rollback(e);
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw HistoryUnavailableException.because(file, e);
    }
  }

  /** SQLite itself may have rolled back already, for example when the disk is full. */
  private void rollback(Throwable cause) {
    try {
      execute("ROLLBACK");
    } catch (HistoryUnavailableException e) {
      cause.addSuppressed(e);
    }
  }

  private PreparedStatement prepare(String sql, Object... arguments) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < arguments.length; i++) {
        bind(statement, i + 1, arguments[i]);
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private static void bind(PreparedStatement statement, int index, Object argument)
      throws SQLException {
    if (argument instanceof Optional<?> optional) {
      if (optional.isPresent()) {
        bind(statement, index, optional.get());
      } else {
        statement.setNull(index, Types.NULL);
      }
    } else if (argument instanceof Instant instant) {
      statement.setLong(index, instant.toEpochMilli());
    } else if (argument instanceof Enum<?> constant) {
      statement.setString(index, constant.name());
    } else {
      statement.setObject(index, argument);
    }
  }
}
