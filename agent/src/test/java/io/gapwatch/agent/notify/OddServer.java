package io.gapwatch.agent.notify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers nobody: it says nothing, hangs up, or talks of something else. */
public final class OddServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Mishap kind;

  /** Whoever is not kept here may be hung up on by the garbage collector. */
  private final List<Socket> callers = new CopyOnWriteArrayList<>();

  /**
   * Starts listening.
   *
   * @param kind silence, garbage, or a reset
   */
  public OddServer(Mishap kind) {
    this.kind = kind;
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException cannotListen) {
      throw new UncheckedIOException(cannotListen);
    }
    Thread thread = new Thread(this::serve, "odd server");
    thread.setDaemon(true);
    thread.start();
  }

  public int port() {
    return socket.getLocalPort();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  private void serve() {
    while (!socket.isClosed()) {
      meet();
    }
  }

  private void meet() {
    try {
      Socket caller = socket.accept();
      callers.add(caller);
      answer(caller);
    } catch (IOException hungUp) {
      // The next may come.
      return;
    }
  }

  private void answer(Socket caller) throws IOException {
    if (kind == Mishap.GARBAGE) {
      caller
          .getOutputStream()
          .write(
              "\u0000\u0007 554 <!-- no such thing -->\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      caller.shutdownOutput();
    } else if (kind == Mishap.RESET) {
      caller.setSoLinger(true, 0);
      caller.close();
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket caller : callers) {
        caller.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
