package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.files.PrivateFolder;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A DuckDB file, opened to read only, or a MotherDuck database through the same driver. */
final class DuckDbSource extends JdbcSource {
  private static final Map<String, String> REMEDIES = remedies();

  private final DuckDbConnection settings;

  DuckDbSource(String name, DuckDbConnection settings) {
    super(
        name,
        "open " + settings.shown(),
        new JdbcErrors(name, settings.token().map(List::of).orElse(List.of()), REMEDIES));
    this.settings = settings;
  }

  @Override
  SqlSession connect(Duration timeout, JdbcErrors errors) throws SQLException {
    if (settings.file().isPresent() && !Files.isRegularFile(settings.file().get())) {
      // The driver would say less, and in other modes create the file.
      throw new SourceUnavailableException(
          name() + ": there is no DuckDB file " + settings.shown(),
          "check the url of source " + name() + ", and that this user may read the file");
    }
    makeScratch();
    Connection connection =
        DriverManager.getConnection(settings.url(timeout), settings.properties());
    String version = connection.getMetaData().getDatabaseProductVersion();
    JdbcSession.Server server =
        new JdbcSession.Server(
            Dialect.DUCKDB, "DuckDB " + version + ", " + settings.shown(), settings.shown());
    return new JdbcSession(connection, server, errors);
  }

  private void makeScratch() {
    Path folder = settings.scratch();
    try {
      PrivateFolder.create(folder);
      if (settings.file().isPresent()) {
        // DuckDB leaves it empty when the session closes.
        folder.toFile().deleteOnExit();
      }
    } catch (IOException e) {
      throw new SourceUnavailableException(
          name() + ": cannot make the folder " + folder + " for temporary files: " + e.getMessage(),
          "check that this user may write there, and that the disk is not full",
          e);
    }
  }

  /** What to try, by a piece of the driver's text; the first that fits. */
  private static Map<String, String> remedies() {
    Map<String, String> remedies = new LinkedHashMap<>();
    remedies.put(
        "could not set lock",
        "another process has the file open to write; let the writer close it between batches, or"
            + " watch a copy");
    remedies.put(
        "not a valid duckdb database file",
        "the file is damaged or no DuckDB file; restore it from a backup, and check who writes it");
    remedies.put("permission denied", "let this user read the file");
    remedies.put("does not exist", "check the name in the configuration against the database");
    remedies.put("not found in from clause", "check the column name in the configuration");
    remedies.put("interrupt", "it took longer than the check's timeout; raise timeout");
    remedies.put("out of memory", "raise memory of the source, or narrow the window");
    remedies.put("jwt", "the MotherDuck token is wrong or has expired; make a new one and rotate");
    remedies.put(
        "motherduck", "check the token, and that this machine reaches MotherDuck by HTTPS");
    return Collections.unmodifiableMap(remedies);
  }
}
