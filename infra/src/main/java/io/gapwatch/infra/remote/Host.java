package io.gapwatch.infra.remote;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A machine to log in to.
 *
 * @param knownHosts where its key is kept after the first contact
 * @param identities private keys to offer; none means the SSH agent, else the usual files
 * @param agent the socket of the SSH agent, if one runs
 */
public record Host(
    String address,
    int port,
    String user,
    Path knownHosts,
    List<Path> identities,
    Optional<Path> agent) {
  private static final int SSH = 22;
  private static final int LAST_PORT = 65_535;

  public Host {
    identities = List.copyOf(identities);
  }

  /** Whether a machine can listen there. */
  public static boolean isPort(int number) {
    return number >= 1 && number <= LAST_PORT;
  }

  /** As the file of known hosts has it: another port is another machine. */
  String name() {
    return port == SSH ? address : "[%s]:%d".formatted(address, port);
  }
}
