package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.config.schema.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;

/** A real PostgreSQL on loopback, with a role that may log in by password only. */
public final class PostgresServer implements AutoCloseable {
  public static final String PASSWORD = "p@ss/w:rd#1";
  private static final String WRITTEN = "p%40ss%2Fw%3Ard%231";

  private final EmbeddedPostgres server;

  private PostgresServer(EmbeddedPostgres server) {
    this.server = server;
  }

  public static PostgresServer start() throws IOException, SQLException {
    Path data = Files.createTempDirectory("gapwatch-postgres");
    PostgresServer postgres =
        new PostgresServer(
            EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(true)
                .setPGStartupWait(Duration.ofSeconds(60))
                .start());
    try (Connection admin = postgres.admin()) {
      Databases.execute(
          admin, "CREATE ROLE watcher LOGIN PASSWORD '" + PASSWORD + "' IN ROLE pg_read_all_data");
    }
    postgres.demandPasswords(data);
    return postgres;
  }

  /** The embedded server trusts everybody; a watcher must prove who it is. */
  private void demandPasswords(Path data) throws IOException, SQLException {
    Path rules = data.resolve("pg_hba.conf");
    Files.write(
        rules,
        Stream.concat(
                Stream.of("host all watcher all scram-sha-256"), Files.readAllLines(rules).stream())
            .toList());
    try (Connection admin = admin()) {
      Databases.execute(admin, "SELECT pg_reload_conf()");
    }
  }

  /** A connection that may do everything. */
  public Connection admin() throws SQLException {
    return server.getPostgresDatabase().getConnection();
  }

  /** The source as a user would configure it. */
  public JdbcSource source() {
    return source("ledger", url());
  }

  public static JdbcSource source(String name, String url) {
    return new PostgresSource(
        name, PostgresAddress.parse(name, new Secret(url)), PostgresTls.ofThisMachine(Path::of));
  }

  public String url() {
    return "postgres://watcher:" + WRITTEN + "@127.0.0.1:" + server.getPort() + "/postgres";
  }

  /** The address of the role that owns everything. */
  public String adminUrl() {
    return "postgres://postgres@127.0.0.1:" + server.getPort() + "/postgres";
  }

  public int port() {
    return server.getPort();
  }

  /** Stops it while somebody is still connected. */
  void stop() throws IOException {
    server.close();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
