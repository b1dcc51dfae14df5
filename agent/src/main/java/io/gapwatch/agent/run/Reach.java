package io.gapwatch.agent.run;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether an address takes a connection. */
final class Reach {
  private static final int MILLIS = 3000;

  private Reach() {}

  /**
   * Connects and hangs up.
   *
   * @param address {@code host:port}; IPv6 in brackets
   */
  static boolean connects(String address) {
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
    int port = Integer.parseInt(address.substring(colon + 1));
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
