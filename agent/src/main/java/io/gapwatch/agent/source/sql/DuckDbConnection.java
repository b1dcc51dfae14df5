package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.config.schema.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The DuckDB driver's URL and properties. The token is a property and never part of the URL, which
 * drivers quote in their messages.
 *
 * @param url without the timeout
 * @param file the local file; empty for MotherDuck
 * @param scratch the folder for temporary files, or for MotherDuck's extension
 */
record DuckDbConnection(
    String url,
    Optional<Path> file,
    Path scratch,
    Optional<Secret> token,
    Map<String, String> options) {
  private static final String JDBC = "jdbc:duckdb:";
  private static final String SEARCHED = "file_search_path";

  /**
   * A local file, opened read-only: never created, and never locked against other readers; or data
   * in a file that is no database.
   */
  static DuckDbConnection file(Path file, Path scratch, Map<String, String> options) {
    if (DataFile.of(file).isPresent()) {
      return data(file, scratch, options);
    }
    Map<String, String> all = new LinkedHashMap<>(options);
    all.put("duckdb.read_only", "true");
    // Views name their files relative to the database; cron starts in another folder. A comma
    // would begin the next folder.
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !folder.toString().contains(",")) {
      all.put(SEARCHED, folder.toString());
    }
    // A file needs no downloaded extension.
    all.put("autoinstall_known_extensions", "false");
    return new DuckDbConnection(
        JDBC + file, Optional.of(file), scratch, Optional.empty(), Map.copyOf(all));
  }

  /**
   * A file that is no database: a database in memory reads it. It cannot be opened read-only, but
   * ends with the connection.
   */
  private static DuckDbConnection data(Path file, Path scratch, Map<String, String> options) {
    Map<String, String> all = new LinkedHashMap<>(options);
    all.put("autoinstall_known_extensions", "false");
    return new DuckDbConnection(
        JDBC, Optional.of(file), scratch, Optional.empty(), Map.copyOf(all));
  }

  /** What it reads in place of a database; empty where the file is one. */
  Optional<DataFile> data() {
    return file.filter(any -> url.equals(JDBC)).flatMap(DataFile::of);
  }

  /** The database file, behind links; empty for other data and for MotherDuck. */
  Optional<Path> database() {
    return file.filter(any -> data().isEmpty()).map(DuckDbConnection::behindLinks);
  }

  /**
   * A MotherDuck database: {@code attach_mode=single} restricts it to this database, and {@code
   * saas_mode} keeps the service away from local files and the environment.
   */
  static DuckDbConnection motherDuck(
      String url, Path scratch, Optional<Secret> token, Map<String, String> options) {
    Map<String, String> all = new LinkedHashMap<>(options);
    // Changing the home directory does not move the extensions (duckdb/duckdb#12837).
    all.put("home_directory", scratch.toString());
    all.put("extension_directory", scratch.resolve("extensions").toString());
    String parameters = (url.contains("?") ? "&" : "?") + "attach_mode=single&saas_mode=true";
    return new DuckDbConnection(
        JDBC + url + parameters, Optional.empty(), scratch, token, Map.copyOf(all));
  }

  DuckDbDriver driver() {
    return file.isPresent() ? DuckDbDriver.FILES : DuckDbDriver.MOTHERDUCK;
  }

  /** How many threads a file is read with; MotherDuck decides that itself. */
  int threads() {
    return file.isPresent() ? Integer.parseInt(options.getOrDefault("threads", "1")) : 1;
  }

  String url(Duration timeout) {
    if (file.isEmpty()) {
      return url + "&connection_timeout=" + Math.max(1, timeout.toSeconds()) + "s";
    }
    return data().isPresent() ? url : JDBC + behindLinks(file.get());
  }

  /**
   * DuckDB takes two names for two files, and opens none twice; and what was not yet folded in
   * (FILE.wal) is beside the file itself, not beside a link to it.
   */
  private static Path behindLinks(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      // The driver says why.
      return file;
    }
  }

  /** Whether views find the files that they name without a folder. */
  boolean searchesItsFolder() {
    return options.containsKey(SEARCHED);
  }

  Properties properties() {
    Properties properties = new Properties();
    properties.putAll(options);
    token.ifPresent(secret -> properties.setProperty("motherduck_token", secret.reveal()));
    return properties;
  }

  /** A description for people. */
  String shown() {
    return file.map(Path::toString).orElseGet(() -> url.substring(JDBC.length(), url.indexOf('?')));
  }
}
