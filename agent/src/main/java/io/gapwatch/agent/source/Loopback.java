package io.gapwatch.agent.source;

/** Names and addresses of this machine itself. */
public final class Loopback {
  private Loopback() {}

  /** Whether a host, IPv6 with or without brackets, is this machine by its name. */
  public static boolean has(String host) {
    return host.matches("(?i)localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");
  }
}
