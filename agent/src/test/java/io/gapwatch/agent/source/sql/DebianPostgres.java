package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The PostgreSQL of Debian, another major version than the embedded one, on loopback. */
public final class DebianPostgres implements AutoCloseable {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  private final Path programs;
  private final Path folder;
  private final String settings;
  private int port;

  private DebianPostgres(Path programs, Path folder, String settings) {
    this.programs = programs;
    this.folder = folder;
    this.settings = settings;
  }

  /**
   * Starts one.
   *
   * @param settings of the server, as {@code name=value}
   */
  public static DebianPostgres start(String... settings) throws IOException {
    DebianPostgres postgres =
        new DebianPostgres(
            programs(),
            Files.createTempDirectory("gapwatch-debian"),
            Stream.of(settings).map(one -> " -c " + one).collect(Collectors.joining()));
    if (isRoot()) {
      run(List.of("chown", "postgres", postgres.folder.toString()));
    }
    postgres.as("initdb", "--auth=trust", "--username=postgres", "--no-sync", "--no-locale");
    postgres.serve();
    return postgres;
  }

  /** Another one that follows this one. */
  public DebianPostgres replica() throws IOException {
    DebianPostgres replica =
        new DebianPostgres(programs, Files.createTempDirectory("gapwatch-debian"), settings);
    if (isRoot()) {
      run(List.of("chown", "postgres", replica.folder.toString()));
    }
    replica.as(
        "pg_basebackup",
        "--host=127.0.0.1",
        "--port=" + port,
        "--username=postgres",
        "--checkpoint=fast",
        "--no-sync",
        "--write-recovery-conf");
    replica.serve();
    return replica;
  }

  /** A base backup that is being made of it, so slowly that it is for as long as one looks. */
  public Process backup() throws IOException {
    return new ProcessBuilder(
            programs.resolve("pg_basebackup").toString(),
            "--host=127.0.0.1",
            "--port=" + port,
            "--username=postgres",
            "--checkpoint=fast",
            "--wal-method=fetch",
            "--format=tar",
            "--pgdata=-",
            "--max-rate=32k")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** On a free port; on another one if somebody else took that in the meantime. */
  private void serve() throws IOException {
    Path log = folder.resolve("log");
    while (true) {
      port = FreePort.number();
      Files.deleteIfExists(log);
      try {
        serve(log);
        return;
      } catch (IOException e) {
        if (!Files.exists(log) || !Files.readString(log).contains("Address already in use")) {
          throw e;
        }
      }
    }
  }

  private void serve(Path log) throws IOException {
    as(
        "pg_ctl",
        "--options=-p %d -k %s -c listen_addresses=127.0.0.1 -c fsync=off%s"
            .formatted(port, folder, settings),
        "--log=" + log,
        "--wait",
        "start");
  }

  private static Path programs() throws IOException {
    if (!Files.isDirectory(VERSIONS)) {
      throw new IllegalStateException("install Debian's package postgresql, as .ci/run does");
    }
    try (Stream<Path> all = Files.list(VERSIONS)) {
      return all.max(Comparator.naturalOrder()).orElseThrow().resolve("bin");
    }
  }

  /** PostgreSQL refuses to run as root. */
  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private void as(String program, String... arguments) throws IOException {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    }
    words.add(programs.resolve(program).toString());
    words.add("--pgdata=" + folder.resolve("data"));
    words.addAll(List.of(arguments));
    run(words);
  }

  private static void run(List<String> words) throws IOException {
    Path said = Files.createTempFile("gapwatch-debian", ".log");
    Process process =
        new ProcessBuilder(words)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException(words + ": " + Files.readString(said));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroy();
      Files.delete(said);
    }
  }

  public int port() {
    return port;
  }

  public Connection admin() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "");
  }

  /** A connection in which it speaks the language of replication. */
  public Connection walSender(String application) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/postgres?replication=true&preferQueryMode=simple&assumeMinServerVersion=14&ApplicationName=%s"
            .formatted(port, application),
        "postgres",
        "");
  }

  @Override
  public void close() throws IOException {
    as("pg_ctl", "--mode=immediate", "stop");
  }
}
