package io.gapwatch.agent;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a program that can only be told its number. It is below those that the kernel gives to
 * connections, so that none of another test has it before the program does.
 */
public final class FreePort {
  /** Linux gives away ports from 32768 on (net.ipv4.ip_local_port_range). */
  private static final int FIRST_OF_THE_KERNEL = 32_768;

  private static final int FIRST = 12_000;

  /** What one program was told, no other must be. */
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** One on which nobody listens, by TCP or UDP, and that was not given before. */
  public static int number() {
    int port;
    do {
      port = ThreadLocalRandom.current().nextInt(FIRST, FIRST_OF_THE_KERNEL);
    } while (!isFree(port) || !GIVEN.add(port));
    return port;
  }

  /** The first of two in a row. */
  public static int pair() {
    int port = number();
    while (port + 1 == FIRST_OF_THE_KERNEL || !isFree(port + 1) || !GIVEN.add(port + 1)) {
      port = number();
    }
    return port;
  }

  private static boolean isFree(int port) {
    SocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (ServerSocket tcp = new ServerSocket();
        DatagramSocket udp = new DatagramSocket(address)) {
      tcp.bind(address);
      return udp.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
