package io.gapwatch.infra.cli;

import io.gapwatch.infra.remote.Host;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How to log in to a machine, whichever it is. */
final class LoginOptions {
  @Option(
      names = "--port",
      defaultValue = "22",
      paramLabel = "PORT",
      description = "SSH port of the machine (default: ${DEFAULT-VALUE}).")
  private int port = 22;

  @Option(
      names = {"-i", "--identity"},
      paramLabel = "FILE",
      description = "Private key (default: the SSH agent's, else ~/.ssh/id_ed25519 and id_rsa).")
  private List<Path> identities = new ArrayList<>();

  int port() {
    return port;
  }

  /**
   * The machine as these options reach it.
   *
   * @param root the clone, which keeps the keys of the machines it has met
   */
  Host host(String address, String user, Path root) {
    Optional<Path> agent = Optional.ofNullable(System.getenv("SSH_AUTH_SOCK")).map(Path::of);
    return new Host(address, port, user, root.resolve(".gapwatch/known_hosts"), identities, agent);
  }
}
