package io.gapwatch.infra.remote;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell on a machine, in this terminal, by the system's own {@code ssh}: it knows terminals. It
 * gets the same keys and the same file of known hosts as {@link SshSession}.
 */
public final class Shell {
  private static final String PROGRAM = "ssh";

  private Shell() {}

  /**
   * Hands the terminal over until the shell ends.
   *
   * @return the shell's exit code; 255 when it could not log in, which ssh has told
   * @throws InfraException when there is no {@code ssh} here
   */
  public static int open(Host host) {
    KnownHosts known = KnownHosts.of(host.knownHosts());
    known.refuseMark();
    if (known.of(host.name()).stream().noneMatch(KnownKey::isTrusted)) {
      known.refuseUnwritable();
    }
    try {
      return new ProcessBuilder(command(host)).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new InfraException(
          "no ssh on the PATH; install the OpenSSH client, or name a command to run:"
              + " gapctl ssh -- COMMAND",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfraException("interrupted while the shell was open", e);
    }
  }

  private static List<String> command(Host host) {
    List<String> command = new ArrayList<>(List.of(PROGRAM, "-p", Integer.toString(host.port())));
    options(host).forEach(option -> command.addAll(List.of("-o", option)));
    host.identities().forEach(key -> command.addAll(List.of("-i", key.toString())));
    command.add(host.user() + "@" + host.address());
    return command;
  }

  private static List<String> options(Host host) {
    return List.of(
        "UserKnownHostsFile=\"%s\"".formatted(host.knownHosts()),
        "StrictHostKeyChecking=accept-new",
        "PreferredAuthentications=publickey",
        "IdentitiesOnly=" + (host.identities().isEmpty() ? "no" : "yes"),
        "ConnectTimeout=15",
        "ServerAliveInterval=15");
  }
}
