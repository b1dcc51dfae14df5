package io.gapwatch.agent.faults;

import io.gapwatch.agent.source.sql.DuckDbType;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** One part of a run that is spoilt, and how. */
enum Fault {
  NONE("nothing"),
  SWITCH_SILENT("the switch never answers"),
  SWITCH_DRIPS("the switch drips"),
  PHONES_SILENT("four phones never answer"),
  PHONE_DRIPS("one of two phones drips"),
  ALERTMANAGER_SILENT("an Alertmanager never answers"),
  ALERTMANAGER_DRIPS("an Alertmanager drips"),
  COMMAND_SILENT("the program of a channel never ends"),
  MAIL_SILENT("a mail server never answers"),
  MAIL_DRIPS("a mail server drips"),
  VAULT_SILENT("the vault never answers"),
  VAULT_DRIPS("the vault drips"),
  HASHICORP_SILENT("a HashiCorp Vault never answers"),
  HASHICORP_DRIPS("a HashiCorp Vault drips"),
  TOKEN_PIPE("the file of Vault's token is a named pipe"),
  SECRETS_PIPE("the secrets file is a named pipe"),
  CONFIG_PIPE("the configuration is a named pipe"),
  CONFIG_DEVICE("the configuration is /dev/zero"),
  PAGE_SILENT("where the page is published never answers"),
  PAGE_DRIPS("where the page is published drips"),
  DRAFTS_PIPE("somebody put named pipes where metrics and page are written"),
  LINK_KEY_PIPE("the key of links in messages is a named pipe"),
  LOCK_PIPE("the job's lock is a named pipe"),
  HISTORY_PIPE("the history is a named pipe"),
  HISTORY_HELD("another process keeps the history to itself"),
  DATABASE_SILENT("a database never answers"),
  DATABASE_DRIPS("a database drips"),
  DATABASE_PIPE("a database file is a named pipe"),
  DATABASE_FOLDER("a database file is a folder"),
  WAL_PIPE("a named pipe lies where DuckDB keeps what is not yet in the file"),
  DATABASE_WRITTEN("another program has the DuckDB file open for writing"),
  DATABASE_SLOW("a query of DuckDB would take hours"),
  DATABASE_ENDLESS("an answer of DuckDB has no end"),
  REDIS_SILENT("a Redis never answers"),
  REDIS_DRIPS("a Redis drips"),
  SITE_SILENT("a site never answers"),
  SITE_DRIPS("a site drips"),
  SITE_CA_PIPE("a site's file of certificates is a named pipe"),
  PM2_SILENT("the pm2 program never ends"),
  LOG_PIPE("a log is a named pipe"),
  UPKEEP_SILENT("the database of an upkeep action never answers"),
  UPKEEP_DRIPS("the database of an upkeep action drips");

  final String words;

  Fault(String words) {
    this.words = words;
  }

  /** Whether a server takes part in it, which says nothing or drips. */
  boolean drips() {
    return name().endsWith("_DRIPS");
  }

  /** What a server says before it drips. */
  String first() {
    return switch (this) {
      // No to TLS, then an error of 28,672 bytes.
      case DATABASE_DRIPS -> "N" + "E\0\0p\0";
      // The same once it has let us in.
      case UPKEEP_DRIPS ->
          "N"
              + "R\0\0\0\b\0\0\0\0"
              + parameter("server_version", "15.0")
              + parameter("client_encoding", "UTF8")
              + parameter("standard_conforming_strings", "on")
              + parameter("DateStyle", "ISO, MDY")
              + parameter("integer_datetimes", "on")
              + "Z\0\0\0\5I"
              + "E\0\0p\0";
      case REDIS_DRIPS -> "$1000000\r\n";
      case MAIL_DRIPS -> "220-";
      default -> "HTTP/1.1 200 OK\r\nX: ";
    };
  }

  /** As PostgreSQL tells one of its settings. */
  private static String parameter(String name, String value) {
    String text = name + "\0" + value + "\0";
    return "S\0\0\0" + (char) (text.length() + 4) + text;
  }

  /** Whether it is the run of an upkeep action that fails. */
  boolean isOfUpkeep() {
    return name().startsWith("UPKEEP_");
  }

  /** Spoils what lies in this folder; closing it lets go. */
  AutoCloseable spoil(Path folder) throws IOException, SQLException {
    Path state = folder.resolve("state");
    switch (this) {
      case SECRETS_PIPE -> pipe(folder.resolve("secrets.env"));
      case CONFIG_PIPE -> pipe(folder.resolve("gapwatch.yaml"));
      case CONFIG_DEVICE -> {
        Files.delete(folder.resolve("gapwatch.yaml"));
        Files.createSymbolicLink(folder.resolve("gapwatch.yaml"), Path.of("/dev/zero"));
      }
      case DRAFTS_PIPE -> {
        pipe(folder.resolve("metrics/.gapwatch.prom.new"));
        pipe(folder.resolve("www/.index.html.new"));
        pipe(folder.resolve("www/.status.json.new"));
      }
      case TOKEN_PIPE -> pipe(folder.resolve("token"));
      case LINK_KEY_PIPE -> pipe(state.resolve("link-key"));
      case SITE_CA_PIPE -> pipe(folder.resolve("ca.pem"));
      case LOG_PIPE -> pipe(folder.resolve("app.log"));
      case LOCK_PIPE -> pipe(state.resolve("locks/chain.lock"));
      case HISTORY_PIPE -> pipe(state.resolve("history.db"));
      case DATABASE_PIPE -> pipe(folder.resolve("chain.duckdb"));
      case WAL_PIPE -> pipe(folder.resolve("chain.duckdb.wal"));
      case DATABASE_FOLDER -> {
        Files.delete(folder.resolve("chain.duckdb"));
        Files.createDirectory(folder.resolve("chain.duckdb"));
      }
      case DATABASE_WRITTEN -> {
        // By a driver of its own: locks of one process do not keep itself out.
        return DuckDbType.writer(folder.resolve("chain.duckdb"));
      }
      case PM2_SILENT -> {
        Path home = Files.createDirectory(folder.resolve("home"));
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            .bind(UnixDomainSocketAddress.of(home.resolve("rpc.sock")));
      }
      case HISTORY_HELD -> {
        return held(state.resolve("history.db"));
      }
      default -> {
        return () -> {};
      }
    }
    return () -> {};
  }

  private static void pipe(Path file) throws IOException {
    Files.createDirectories(
        file.getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.deleteIfExists(file);
    try {
      if (new ProcessBuilder("mkfifo", "-m", "600", file.toString()).start().waitFor() != 0) {
        throw new IOException("could not make the named pipe " + file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static Connection held(Path history) throws SQLException {
    Connection other = DriverManager.getConnection("jdbc:sqlite:" + history);
    try (Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
    }
    return other;
  }
}
