package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB's driver in two versions: the newest reads the files of all before it, while MotherDuck
 * lags behind. Each has a class loader of its own, loads when it is first used, and is shipped if
 * the configuration needs it (adr/0015).
 */
enum DuckDbDriver {
  /** The newest, for files. */
  FILES("duckdb", "DuckDB"),
  /** The newest that MotherDuck supports. */
  MOTHERDUCK("motherduck", "DuckDB for MotherDuck");

  private static final String DRIVER = "org.duckdb.DuckDBDriver";
  private static final String NATIVE = "org.duckdb.DuckDBNative";

  private final String folder;
  private final String title;

  /** Kept, because the JVM loads a native library into one class loader only. */
  @SuppressWarnings("ImmutableEnumChecker")
  private @Nullable Driver loaded;

  /** Kept, because Java says only once why a class cannot be used. */
  @SuppressWarnings("ImmutableEnumChecker")
  private volatile @Nullable LinkageError broken;

  DuckDbDriver(String folder, String title) {
    this.folder = folder;
    this.title = title;
  }

  String title() {
    return title;
  }

  /**
   * Opens a connection.
   *
   * @throws SourceUnavailableException if the driver is missing or does not run on this machine
   */
  Connection connect(String url, Properties properties) throws SQLException {
    try {
      Connection connection = driver().connect(url, properties);
      if (connection == null) {
        throw new SQLException("the driver does not know this kind of address");
      }
      return connection;
    } catch (LinkageError e) {
      throw new SourceUnavailableException(
          title + " could not be loaded: " + reason(Objects.requireNonNullElse(broken, e)),
          "check that the release is for this machine, and that its folder and "
              + System.getProperty("java.io.tmpdir")
              + " are not mounted noexec",
          e);
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null || cause.getMessage() == null
        ? String.valueOf(failure.getMessage())
        : reason(cause);
  }

  /** The version of its native library; loads it. */
  String version() {
    try (Connection connection = connect("jdbc:duckdb:", new Properties())) {
      return connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw new SourceUnavailableException(
          title + " could not be started: " + e.getMessage(),
          "check that the release is for this machine",
          e);
    }
  }

  /**
   * Loads the classes and the native library.
   *
   * @throws LinkageError if this machine cannot; {@link #connect} says so in words
   */
  void load() {
    try {
      Class.forName(NATIVE, true, driver().getClass().getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new NoClassDefFoundError(e.getMessage());
    } catch (LinkageError e) {
      broken = e;
      throw e;
    }
  }

  /** Loads the classes. */
  synchronized Driver driver() {
    Driver driver = loaded;
    if (driver == null) {
      driver = create();
      loaded = driver;
    }
    return driver;
  }

  private Driver create() {
    try {
      Optional<Path> jar = jar();
      if (jar.isPresent()) {
        return in(new WithoutRecorder(jar.get().toUri().toURL()));
      }
      // A release without files in its configuration still has the demo.
      if (this == FILES && MOTHERDUCK.jar().isPresent()) {
        return MOTHERDUCK.driver();
      }
      // Classes that are run from where they were compiled.
      return in(DuckDbDriver.class.getClassLoader());
    } catch (ReflectiveOperationException | MalformedURLException e) {
      throw new SourceUnavailableException(
          "this release has no driver of " + title,
          "a release carries what its configuration needs: make it again with this one",
          e);
    }
  }

  private static Driver in(@Nullable ClassLoader loader) throws ReflectiveOperationException {
    return Class.forName(DRIVER, true, loader)
        .asSubclass(Driver.class)
        .getDeclaredConstructor()
        .newInstance();
  }

  /**
   * Hides Java's flight recorder, with which the driver would register when it is loaded: 6 % of
   * the CPU of a run, and nobody records a program that lives for a second.
   */
  private static final class WithoutRecorder extends URLClassLoader {
    WithoutRecorder(URL jar) {
      super(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("jdk.jfr.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }

  /** Its jar, beside those of the class path. */
  private Optional<Path> jar() {
    CodeSource source = DuckDbDriver.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
              Path.of(source.getLocation().toURI())
                  .resolveSibling("lib")
                  .resolve(folder)
                  .resolve("duckdb_jdbc.jar"))
          .filter(Files::isRegularFile);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
