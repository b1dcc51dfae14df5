package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.deploy.Deployer;
import io.gapwatch.infra.remote.Host;
import io.gapwatch.infra.remote.SshSession;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which VM, and how to log in to it. */
final class VmOptions {

  @Mixin private StackOptions stack = new StackOptions();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address of the VM (default: the stack's).")
  private Optional<String> host = Optional.empty();

  @Mixin private LoginOptions login = new LoginOptions();

  @Option(
      names = "--user",
      defaultValue = "ubuntu",
      paramLabel = "NAME",
      description = "User to log in as (default: ${DEFAULT-VALUE}).")
  private String user = "ubuntu";

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  StackOptions stack() {
    return stack;
  }

  Host host() {
    String address = host.orElseGet(this::addressOfStack);
    if (address.isBlank() || address.contains("@") || !Host.isPort(login.port())) {
      throw new ParameterException(
          spec.commandLine(),
          "'%s' and %d are not an address and a port, such as --host 192.0.2.10 --port 22 (the user has an option of its own)"
              .formatted(address, login.port()));
    }
    return login.host(address, user, stack.root());
  }

  /** Runs a command there, prints what it prints, and returns its exit code. */
  int run(String command) {
    return run(command, InputStream.nullInputStream());
  }

  /** The same with another listener. */
  int run(String command, Consumer<String> heard) {
    try (SshSession session = open()) {
      return session.run(command, heard);
    }
  }

  /** The same for a command that reads something. */
  int run(String command, InputStream in) {
    try (SshSession session = open()) {
      return session.run(command, in, line -> print(spec.commandLine().getOut(), line));
    }
  }

  SshSession open() {
    return SshSession.open(host(), line -> print(spec.commandLine().getErr(), line));
  }

  private static void print(PrintWriter writer, String line) {
    writer.println(line);
    writer.flush();
  }

  private String addressOfStack() {
    try (Deployer deployer =
        stack.existing(GapctlCommand.clock(spec), spec.commandLine().getErr())) {
      return deployer
          .output("address")
          .orElseThrow(
              () ->
                  new InfraException(
                      "the stack %s is not up; run gapctl up, or name another one with --stack"
                          .formatted(stack.stack())));
    }
  }
}
