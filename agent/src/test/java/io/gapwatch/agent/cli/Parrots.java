package io.gapwatch.agent.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Servers that refuse whatever they are asked, and repeat all of it to say why: an HTTP server, a
 * PostgreSQL that wants a password, and a Redis.
 */
final class Parrots implements AutoCloseable {
  private static final int SSL_REQUEST = 80877103;
  private static final int CLEARTEXT_PASSWORD = 3;

  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final HttpServer web;
  private final ServerSocket postgres;
  private final ServerSocket redis;

  Parrots() {
    InetAddress here = InetAddress.getLoopbackAddress();
    try {
      web = HttpServer.create(new InetSocketAddress(here, 0), 0);
      postgres = new ServerSocket(0, 50, here);
      redis = new ServerSocket(0, 50, here);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    web.createContext("/", this::repeat);
    web.start();
    listen(postgres, Parrots::refusePassword);
    listen(redis, Parrots::refuseCommand);
  }

  private interface Talk {
    void with(DataInputStream in, DataOutputStream out) throws IOException;
  }

  private static void listen(ServerSocket server, Talk talk) {
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket caller = server.accept()) {
                  caller.setSoTimeout(5000);
                  talk.with(
                      new DataInputStream(caller.getInputStream()),
                      new DataOutputStream(caller.getOutputStream()));
                } catch (IOException hungUp) {
                  // The next one, or closed.
                }
              }
            },
            "parrot");
    thread.setDaemon(true);
    thread.start();
  }

  String web() {
    return "http://127.0.0.1:" + web.getAddress().getPort();
  }

  int postgres() {
    return postgres.getLocalPort();
  }

  int redis() {
    return redis.getLocalPort();
  }

  /** The bodies that the HTTP server got, which are what others read. */
  List<String> bodies() {
    return bodies;
  }

  /** Pages of a site are answered with 200, all else is refused. */
  private void repeat(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      bodies.add(body);
      String path = exchange.getRequestURI().toString();
      String all =
          (path + " " + exchange.getRequestHeaders().entrySet() + " " + body)
              .replaceAll("[\"\\\\\\s]+", " ");
      byte[] said =
          "{\"you\":\"%s\",\"errors\":[\"%1$s\"],\"error\":\"%1$s\",\"message\":\"%1$s\"}"
              .formatted(
                  path.startsWith("/site")
                      ? String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                      : all)
              .getBytes(UTF_8);
      exchange.sendResponseHeaders(path.startsWith("/site") ? 200 : 403, said.length);
      exchange.getResponseBody().write(said);
    }
  }

  private static void refusePassword(DataInputStream in, DataOutputStream out) throws IOException {
    int length = in.readInt();
    byte[] startup = in.readNBytes(length - 4);
    if (length == 8 && new DataInputStream(stream(startup)).readInt() == SSL_REQUEST) {
      out.write('N');
      length = in.readInt();
      startup = in.readNBytes(length - 4);
    }
    out.write('R');
    out.writeInt(8);
    out.writeInt(CLEARTEXT_PASSWORD);
    in.readByte();
    byte[] password = in.readNBytes(in.readInt() - 4);
    String said =
        "no user with the password "
            + new String(password, UTF_8).strip().replace("\0", "")
            + " of "
            + new String(startup, ISO_8859_1).replace("\0", " ").strip();
    byte[] fields = ("SFATAL\0C28P01\0M" + said + "\0\0").getBytes(UTF_8);
    out.write('E');
    out.writeInt(fields.length + 4);
    out.write(fields);
    out.flush();
  }

  private static java.io.ByteArrayInputStream stream(byte[] bytes) {
    return new java.io.ByteArrayInputStream(bytes);
  }

  private static void refuseCommand(DataInputStream in, DataOutputStream out) throws IOException {
    byte[] command = new byte[1000];
    int read = Math.max(0, in.read(command));
    String said = new String(command, 0, read, UTF_8).replaceAll("\\s+", " ");
    out.write(("-ERR unknown command " + said + "\r\n").getBytes(UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    web.stop(0);
    postgres.close();
    redis.close();
  }
}
