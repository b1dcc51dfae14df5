package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.files.PrivateFolder;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A DuckDB file, opened read-only, or a MotherDuck database through the same driver. */
final class DuckDbSource extends JdbcSource {
  private static final String NO_FILES = "no files found that match";
  private static final Map<String, String> REMEDIES = remedies();

  private final DuckDbConnection settings;

  DuckDbSource(String name, DuckDbConnection settings) {
    super(
        name,
        "open " + settings.shown(),
        new JdbcErrors(name, settings.token().map(List::of).orElse(List.of()), remedies(settings)));
    this.settings = settings;
  }

  @Override
  SqlSession connect(Duration timeout, JdbcErrors errors) throws SQLException {
    Optional<DataFile> data = settings.data();
    if (data.isPresent()) {
      data.get().mustExist(name());
    } else {
      settings.file().ifPresent(file -> DuckDbFile.check(name(), file));
      settings.database().ifPresent(file -> DuckDbFile.mustBeSpelt(name(), file));
      settings.database().ifPresent(file -> DuckDbWal.mustBeOrdinary(name(), file));
    }
    OptionalLong edition = settings.file().map(DuckDbFile::edition).orElseGet(OptionalLong::empty);
    makeScratch();
    Connection connection = whole(timeout);
    readTimesAsUtc(connection);
    if (data.isPresent()) {
      makeTable(connection, data.get());
    }
    String version = connection.getMetaData().getDatabaseProductVersion();
    JdbcSession.Server server =
        new JdbcSession.Server(
            Dialect.DUCKDB,
            "DuckDB " + version + ", " + settings.shown(),
            settings.shown(),
            settings.driver() == DuckDbDriver.MOTHERDUCK,
            (session, table, any) -> edition,
            settings.threads());
    JdbcSession session = new JdbcSession(connection, server, errors, timeout);
    data.filter(DataFile::isCsv).ifPresent(file -> offsetsMustBeRead(session, file, timeout));
    return server.metered() ? new MeteredSession(session) : session;
  }

  private void offsetsMustBeRead(SqlSession session, DataFile data, Duration timeout) {
    try {
      new CsvOffsets(session, data).mustBeRead(name(), timeout);
    } catch (SourceUnavailableException e) {
      session.close();
      throw e;
    }
  }

  private Connection whole(Duration timeout) throws SQLException {
    Connection connection;
    try {
      connection = settings.driver().connect(settings.url(timeout), settings.properties());
    } catch (SQLException e) {
      throw settings
          .database()
          .flatMap(file -> DuckDbFormat.tooNew(name(), file, settings.driver(), e))
          .orElseThrow(() -> e);
    }
    try {
      settings.database().ifPresent(file -> DuckDbWal.mustBeWhole(name(), file));
    } catch (SourceUnavailableException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  /**
   * Left out, times without a zone would be those of another hour on another machine. Not for
   * MotherDuck, which charges for statements.
   */
  private void readTimesAsUtc(Connection connection) throws SQLException {
    if (settings.file().isPresent()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET TimeZone = 'UTC'");
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    }
  }

  private void makeTable(Connection connection, DataFile data) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (data.isCsv()) {
        new CsvLines(connection, data).makeTable(name());
      } else {
        statement.execute(data.view());
      }
    } catch (SQLException | SourceUnavailableException e) {
      connection.close();
      throw e;
    }
  }

  private void makeScratch() {
    Path folder = settings.scratch();
    try {
      PrivateFolder.create(folder);
      if (settings.file().isPresent()) {
        // DuckDB empties it when the session closes.
        folder.toFile().deleteOnExit();
      }
    } catch (IOException e) {
      throw new SourceUnavailableException(
          name()
              + ": could not create the folder "
              + folder
              + " for temporary files: "
              + e.getMessage(),
          "check that this user can write to it and that the disk is not full",
          e);
    }
  }

  private static Map<String, String> remedies(DuckDbConnection settings) {
    if (settings.data().isPresent()) {
      String table = settings.data().get().table();
      Map<String, String> remedies = new LinkedHashMap<>();
      remedies.put(
          "table with name", "these data are read as the table " + table + ": give its name");
      remedies.putAll(REMEDIES);
      return remedies;
    }
    if (settings.file().isEmpty() || settings.searchesItsFolder()) {
      return REMEDIES;
    }
    Map<String, String> remedies = new LinkedHashMap<>(REMEDIES);
    remedies.put(
        NO_FILES,
        "the path of the database has a comma, and so DuckDB cannot look beside it: give the view"
            + " the whole path of its files, or rename the folder");
    return remedies;
  }

  /** What to try, keyed by a fragment of the driver's message; the first match wins. */
  private static Map<String, String> remedies() {
    Map<String, String> remedies = new LinkedHashMap<>();
    remedies.put(
        "could not set lock",
        "another process has the file open for writing; have the writer close it between "
            + "batches, or watch a copy");
    remedies.put(
        "different configuration",
        "another source has this file open with other settings, which DuckDB refuses within one"
            + " process: give both the same url, memory and threads, or the checks one source");
    remedies.put(
        "wal file",
        "the file and what was not yet folded into it (FILE.wal) do not fit: open it with the "
            + "program that writes it, which folds it in; copy a database while nobody writes");
    for (String damage :
        List.of("not a valid duckdb database file", "could not read enough bytes", "corrupt")) {
      remedies.put(
          damage, "the file is damaged; restore it from a backup, and check what writes it");
    }
    remedies.put(
        NO_FILES,
        "a relative path in a view or query is relative to the folder of the database file");
    remedies.put(
        "csv error on line",
        "the first line names the columns, and each other line has a value of the column's type for"
            + " each of them: repair this line");
    remedies.put(
        "malformed json",
        "it is no JSON there: mend this record, or see whether its writer was cut off");
    for (String end : List.of("no magic bytes found at end", "too small to be a parquet")) {
      remedies.put(
          end,
          "the file was cut off, or is still being written: copy it again; have its writer give it"
              + " another name, and rename it when it is whole");
    }
    remedies.put("unterminated /* comment", SqlText.COMMENT);
    remedies.put("unterminated quoted", SqlText.QUOTE);
    remedies.put("permission denied", "give this user read permission");
    remedies.put(
        "because schema",
        "check the name in the configuration against the database; a view of another database that"
            + " its writer attached cannot be read: watch the table in its own file");
    remedies.put("does not exist", "check the name in the configuration against the database");
    remedies.put("not found in from clause", "check the column name in the configuration");
    remedies.put(
        "invalid result set",
        "DuckDB stopped midway without a reason: a number or time is beyond what can be counted"
            + " with 64 bits (leave such rows out with where), or its memory was not enough (raise"
            + " memory of the source, or shorten the window)");
    remedies.put(
        "could not convert",
        "look at what where compares and what expressions convert: TRY_CAST(… AS TYPE) is NULL where"
            + " a value cannot be converted");
    for (String huge : List.of("out of range", "overflow", "outside of range")) {
      remedies.put(
          huge,
          "some number or time is beyond what can be counted with 64 bits: look at the least and"
              + " the greatest of both columns, and leave such rows out with where");
    }
    remedies.put("interrupt", "the check's timeout expired; raise timeout");
    remedies.put(
        "out of memory",
        "raise memory of the source, to 256MB where a view reads JSON or compressed files; or"
            + " shorten the window");
    remedies.put(
        "jwt", "the MotherDuck token is invalid or has expired; create a new one and rotate it");
    remedies.put(
        "motherduck", "check the token, and that this machine can reach MotherDuck over HTTPS");
    return Collections.unmodifiableMap(remedies);
  }
}
