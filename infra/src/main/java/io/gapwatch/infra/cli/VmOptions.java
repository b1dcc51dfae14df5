package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.deploy.Deployer;
import io.gapwatch.infra.remote.Host;
import io.gapwatch.infra.remote.SshSession;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which VM, and how to log in to it. */
final class VmOptions {
  @Mixin private StackOptions stack = new StackOptions();

  @Option(names = "--host", description = "Its address (default: the stack's).")
  private Optional<String> host = Optional.empty();

  @Option(names = "--port", defaultValue = "22", description = "Its SSH port.")
  private int port = 22;

  @Option(names = "--user", defaultValue = "ubuntu", description = "The user to log in as.")
  private String user = "ubuntu";

  @Option(
      names = {"-i", "--identity"},
      paramLabel = "FILE",
      description = "A private key (default: those of the SSH agent, else the usual files).")
  private List<Path> identities = new ArrayList<>();

  StackOptions stack() {
    return stack;
  }

  Host host(PrintWriter out) {
    String address = host.orElseGet(() -> addressOfStack(out));
    Path known = stack.root().resolve(".gapwatch/known_hosts");
    Optional<Path> agent = Optional.ofNullable(System.getenv("SSH_AUTH_SOCK")).map(Path::of);
    return new Host(address, port, user, known, identities, agent);
  }

  /** Runs a command as the agent's user and prints what it prints. */
  int run(String command, PrintWriter out) {
    return run(command, InputStream.nullInputStream(), out);
  }

  /** The same for a command that reads something. */
  int run(String command, InputStream in, PrintWriter out) {
    try (SshSession session = SshSession.open(host(out))) {
      return session.run(
          command,
          in,
          line -> {
            out.println(line);
            out.flush();
          });
    }
  }

  private String addressOfStack(PrintWriter out) {
    try (Deployer deployer = stack.open(out)) {
      return deployer
          .output("address")
          .orElseThrow(() -> new InfraException("the stack %s is not up".formatted(stack.stack())));
    }
  }
}
