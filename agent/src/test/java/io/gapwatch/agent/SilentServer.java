package io.gapwatch.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Accepts connections and never says a word. */
final class SilentServer implements AutoCloseable {
  private final ServerSocket socket;

  /** Whoever is not kept here may be hung up on by the garbage collector. */
  private final List<Socket> waiting = new ArrayList<>();

  SilentServer() throws IOException {
    socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  /** As the address of a PostgreSQL database. */
  String postgresUrl() {
    return "postgres://watcher:word@127.0.0.1:" + socket.getLocalPort() + "/ledger";
  }

  /** Returns when somebody has connected, and leaves him waiting. */
  void awaitCaller() throws IOException {
    socket.setSoTimeout(Math.toIntExact(TimeUnit.SECONDS.toMillis(120)));
    waiting.add(socket.accept());
  }

  @Override
  public void close() throws IOException {
    for (Socket caller : waiting) {
      caller.close();
    }
    socket.close();
  }
}
