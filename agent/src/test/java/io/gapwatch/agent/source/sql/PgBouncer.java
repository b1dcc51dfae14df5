package io.gapwatch.agent.source.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** The real PgBouncer (a Debian package) in front of a server, in the foreground. */
public final class PgBouncer implements AutoCloseable {
  private final Process process;
  private final String host;
  private final int port;

  private PgBouncer(Process process, String host, int port) {
    this.process = process;
    this.host = host;
    this.port = port;
  }

  /**
   * Starts one that keeps its files here.
   *
   * @param folder an empty one, for its files
   * @param host the address to listen on
   * @param settings lines of {@code pgbouncer.ini}
   */
  public static PgBouncer start(Path folder, PostgresServer server, String host, String... settings)
      throws IOException {
    return start(folder, server.port(), host, settings);
  }

  /** The same in front of whatever listens at a port, where the role and its password are known. */
  public static PgBouncer start(Path folder, int server, String host, String... settings)
      throws IOException {
    while (true) {
      int port = freePort(host);
      Process process = process(folder, server, host, port, settings);
      if (isUp(process)) {
        return new PgBouncer(process, host, port);
      }
    }
  }

  private static int freePort(String host) throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return free.getLocalPort();
    }
  }

  private static Process process(Path folder, int server, String host, int port, String... settings)
      throws IOException {
    Path users = folder.resolve("users");
    Files.writeString(users, "\"watcher\" \"" + PostgresServer.PASSWORD + "\"\n");
    Path ini = folder.resolve("pgbouncer.ini");
    Files.writeString(
        ini,
        """
        [databases]
        postgres = host=127.0.0.1 port=%d
        [pgbouncer]
        listen_addr = %s
        listen_port = %d
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = %s
        %s
        """
            .formatted(server, host, port, users, String.join("\n", settings)));
    return new ProcessBuilder(command(folder, ini))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** It refuses to be root, so that root's must be able to read its files as somebody else. */
  private static List<String> command(Path folder, Path ini) throws IOException {
    // Debian installs it where only root's path looks.
    Path program = Path.of("/usr/sbin/pgbouncer");
    List<String> command = new ArrayList<>(List.of(program.toString()));
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("-u", "nobody"));
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    command.add(ini.toString());
    return command;
  }

  /** Waits until it is up; false if somebody else took the port in the meantime. */
  private static boolean isUp(Process process) throws IOException {
    BufferedReader log = process.errorReader();
    List<String> said = new ArrayList<>();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      said.add(line);
      if (line.contains("process up")) {
        Thread reader = new Thread(() -> drain(process), "pgbouncer-log");
        reader.setDaemon(true);
        reader.start();
        return true;
      }
    }
    if (said.stream().anyMatch(line -> line.endsWith("Address already in use"))) {
      return false;
    }
    throw new IOException("PgBouncer did not start:\n" + String.join("\n", said));
  }

  private static void drain(Process process) {
    try (BufferedReader log = process.errorReader()) {
      log.transferTo(Writer.nullWriter());
    } catch (IOException ended) {
      return;
    }
  }

  /** The URL of a database behind it, for the same role. */
  public String url(PostgresServer server, String database) {
    return url(server.url(), database);
  }

  /** The same for the address of another server. */
  public String url(String server, String database) {
    String place = host.contains(":") ? "[" + host + "]" : host;
    return server.replaceFirst("127\\.0\\.0\\.1:\\d+/.*", place + ":" + port + "/" + database);
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
