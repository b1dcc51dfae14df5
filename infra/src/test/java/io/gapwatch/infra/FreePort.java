package io.gapwatch.infra;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * A port for a program that can only be told its number. It is below those that the kernel gives to
 * connections, which would take it in the meantime.
 */
public final class FreePort {
  private static final int FIRST = 12_000;

  /** Linux gives away ports from 32768 on (net.ipv4.ip_local_port_range). */
  private static final int FIRST_OF_THE_KERNEL = 32_768;

  private FreePort() {}

  public static int number() {
    return row(1);
  }

  /** The first of two in a row. */
  public static int pair() {
    return row(2);
  }

  private static int row(int length) {
    int first;
    do {
      first = ThreadLocalRandom.current().nextInt(FIRST, FIRST_OF_THE_KERNEL - length + 1);
    } while (!IntStream.range(first, first + length).allMatch(FreePort::isFree));
    return first;
  }

  private static boolean isFree(int port) {
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return free.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
