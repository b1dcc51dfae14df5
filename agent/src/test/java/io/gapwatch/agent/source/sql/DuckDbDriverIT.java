package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both drivers in one process, as the build lays them beside the classes. */
class DuckDbDriverIT {
  private final Path folder;

  DuckDbDriverIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void areTwoVersionsInTwoClassLoaders() {
    assertThat(DuckDbDriver.FILES.version()).startsWith("v2.");
    assertThat(DuckDbDriver.MOTHERDUCK.version()).startsWith("v1.5.");
    ClassLoader files = DuckDbDriver.FILES.driver().getClass().getClassLoader();
    ClassLoader motherDuck = DuckDbDriver.MOTHERDUCK.driver().getClass().getClassLoader();
    assertThat(files).isNotEqualTo(motherDuck).isNotEqualTo(getClass().getClassLoader());
    assertThat(motherDuck).isNotEqualTo(getClass().getClassLoader());
  }

  @Test
  void fileOfAnyVersionIsRead() throws SQLException {
    Path newest = write(DuckDbDriver.FILES, "newest.duckdb");
    Path older = write(DuckDbDriver.MOTHERDUCK, "older.duckdb");
    assertThat(count(DuckDbDriver.FILES, newest)).isEqualTo(3);
    assertThat(count(DuckDbDriver.FILES, older)).isEqualTo(3);
  }

  /** With the older driver, which meets a newer file every day. */
  @Test
  void fileThatIsTooNewHasItsOwnRemedy() throws SQLException {
    Path newest = write(DuckDbDriver.FILES, "newest.duckdb");
    SQLException e =
        catchThrowableOfType(SQLException.class, () -> count(DuckDbDriver.MOTHERDUCK, newest));
    assertThat(DuckDbFormat.tooNew("chain", newest, DuckDbDriver.MOTHERDUCK, e).orElseThrow())
        .hasMessageContaining("DuckDB v2.")
        .hasMessageContaining("the DuckDB v1.5.");
  }

  @Test
  void answerSideBySide() throws SQLException {
    Path newest = write(DuckDbDriver.FILES, "newest.duckdb");
    Path older = write(DuckDbDriver.MOTHERDUCK, "older.duckdb");
    try (Connection one = open(DuckDbDriver.FILES, newest);
        Connection other = open(DuckDbDriver.MOTHERDUCK, older)) {
      assertThat(count(one)).isEqualTo(count(other)).isEqualTo(3);
      assertThat(count(one)).isEqualTo(3);
    }
  }

  private Path write(DuckDbDriver driver, String name) throws SQLException {
    Path file = folder.resolve(name);
    try (Connection writer = open(driver, file)) {
      Databases.execute(writer, "CREATE TABLE numbers AS SELECT range AS n FROM range(3)");
    }
    return file;
  }

  private static long count(DuckDbDriver driver, Path file) throws SQLException {
    try (Connection connection = open(driver, file)) {
      return count(connection);
    }
  }

  private static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM numbers")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Connection open(DuckDbDriver driver, Path file) throws SQLException {
    return driver.connect("jdbc:duckdb:" + file, new Properties());
  }
}
