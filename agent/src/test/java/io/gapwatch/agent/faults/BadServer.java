package io.gapwatch.agent.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Accepts every connection, and then says nothing, or one byte after another without end. */
final class BadServer implements AutoCloseable {
  private static final int PAUSE_MILLIS = 100;

  private final ServerSocket socket;

  /** What is said before it drips; empty where nothing is said at all. */
  private final Optional<String> first;

  private final List<Socket> callers = new CopyOnWriteArrayList<>();

  private BadServer(Optional<String> first) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.first = first;
    start(this::accept);
  }

  static BadServer silent() throws IOException {
    return new BadServer(Optional.empty());
  }

  /**
   * Drips.
   *
   * @param first the beginning of an answer, at once
   */
  static BadServer dripping(String first) throws IOException {
    return new BadServer(Optional.of(first));
  }

  String uri() {
    return "http://127.0.0.1:" + port();
  }

  int port() {
    return socket.getLocalPort();
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "bad-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket caller = socket.accept();
        callers.add(caller);
        first.ifPresent(words -> start(() -> drip(caller, words)));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private static void drip(Socket caller, String first) {
    try {
      OutputStream out = caller.getOutputStream();
      out.write(first.getBytes(StandardCharsets.US_ASCII));
      while (true) {
        out.write('x');
        out.flush();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (IOException hungUp) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket caller : callers) {
      caller.close();
    }
  }
}
