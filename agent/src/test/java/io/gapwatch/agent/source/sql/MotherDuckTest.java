package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The settings of a MotherDuck connection, held against the driver as far as no network allows. */
class MotherDuckTest {
  private static final String TOKEN = "eyJhbGciOi-planted-token-81";

  private final Path folder;

  MotherDuckTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void tokenTravelsAsPropertyOnly() {
    DuckDbConnection settings = settings("md:ethereum_mainnet");
    assertThat(settings.url(Duration.ofSeconds(30)))
        .isEqualTo(
            "jdbc:duckdb:md:ethereum_mainnet?attach_mode=single&saas_mode=true&connection_timeout=30s");
    assertThat(settings.properties()).containsEntry("motherduck_token", TOKEN);
    assertThat(settings.shown()).isEqualTo("md:ethereum_mainnet");
    assertThat(settings.toString()).doesNotContain(TOKEN);
  }

  @Test
  void keepsParametersOfTheUser() {
    DuckDbConnection settings = settings("md:ethereum_mainnet?session_name=watch");
    assertThat(settings.url(Duration.ofMillis(1)))
        .isEqualTo(
            "jdbc:duckdb:md:ethereum_mainnet?session_name=watch&attach_mode=single&saas_mode=true"
                + "&connection_timeout=1s");
    assertThat(settings.shown()).isEqualTo("md:ethereum_mainnet");
  }

  @Test
  void driverTakesEveryOption() throws SQLException {
    DuckDbConnection settings = settings("md:ethereum_mainnet");
    Map<String, String> read = new LinkedHashMap<>();
    var properties = settings.properties();
    properties.remove("motherduck_token");
    try (Connection connection = DuckDbDriver.MOTHERDUCK.connect("jdbc:duckdb:", properties);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT name, value FROM duckdb_settings()")) {
      while (row.next()) {
        read.put(row.getString(1), row.getString(2));
      }
    }
    Path scratch = folder.resolve("state").resolve("duckdb");
    assertThat(read)
        .containsEntry("memory_limit", "91.5 MiB")
        .containsEntry("threads", "1")
        .containsEntry("home_directory", scratch.toString())
        .containsEntry("extension_directory", scratch.resolve("extensions").toString())
        .containsEntry(
            "temp_directory", scratch.resolve("tmp-" + ProcessHandle.current().pid()).toString())
        .containsEntry("max_temp_directory_size", "1.8 GiB")
        .containsEntry("preserve_insertion_order", "true");
  }

  /** The extension is looked for on a closed loopback port, so nothing outside is asked. */
  @Test
  @Timeout(60)
  void withoutNetworkItSaysWhyAndKeepsTheToken() {
    DuckDbConnection real = settings("md:ethereum_mainnet");
    Map<String, String> options = new LinkedHashMap<>(real.options());
    options.put("custom_extension_repository", "http://127.0.0.1:1");
    DuckDbConnection cut =
        new DuckDbConnection(
            real.url(), real.file(), real.scratch(), Optional.of(new Secret(TOKEN)), options);
    SourceUnavailableException e =
        catchThrowableOfType(
            SourceUnavailableException.class,
            () -> new DuckDbSource("ethereum", cut).open(Duration.ofSeconds(20)));
    assertThat(e).hasMessageStartingWith("ethereum: could not open md:ethereum_mainnet: ");
    assertThat(e).hasMessageContaining("motherduck");
    assertThat(e.remedy()).contains("MotherDuck");
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text, true));
    assertThat(text + e.remedy()).doesNotContain(TOKEN);
  }

  private DuckDbConnection settings(String url) {
    return DuckDbOptions.connection(url, folder, Optional.of(new Secret(TOKEN)));
  }
}
