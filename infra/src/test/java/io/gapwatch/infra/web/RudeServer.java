package io.gapwatch.infra.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server or proxy on loopback that answers each connection as it is told to. */
public final class RudeServer implements AutoCloseable {
  /** The heads of the requests it got, a list of lines each. */
  final List<List<String>> heads = new CopyOnWriteArrayList<>();

  private final ServerSocket socket;
  private final Manners manners;

  /** What it does with a connection. */
  @FunctionalInterface
  public interface Manners {
    void serve(List<String> head, OutputStream out) throws IOException, InterruptedException;
  }

  public RudeServer(Manners manners) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.manners = manners;
    daemon(this::accept);
  }

  public String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        daemon(() -> serve(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    try (client) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
      List<String> head = head(in);
      while (!head.isEmpty()) {
        heads.add(head);
        manners.serve(head, client.getOutputStream());
        head = head(in);
      }
    } catch (IOException | InterruptedException gone) {
      // The client has given up.
    }
  }

  private static List<String> head(BufferedReader in) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      lines.add(line);
    }
    return lines;
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "rude-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
