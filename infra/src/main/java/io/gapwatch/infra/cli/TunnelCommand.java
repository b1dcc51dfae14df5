package io.gapwatch.infra.cli;

import io.gapwatch.infra.remote.SshSession;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gapctl tunnel}. */
@Command(
    name = "tunnel",
    description = "Forwards a port of the VM to this machine, until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class TunnelCommand implements Callable<Integer> {
  @Mixin private VmOptions vm = new VmOptions();

  @Option(
      names = "--remote-port",
      defaultValue = "8080",
      paramLabel = "PORT",
      description = "The port on the VM (default: ${DEFAULT-VALUE}).")
  private int remotePort = 8080;

  @Option(
      names = "--local-port",
      defaultValue = "0",
      paramLabel = "PORT",
      description = "The port here (default: any free one).")
  private int localPort;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (SshSession session = vm.open()) {
      int here = session.forward(localPort, "127.0.0.1", remotePort);
      out.printf(
          "http://127.0.0.1:%d forwards to port %d of the VM; Ctrl-C stops%n", here, remotePort);
      out.flush();
      session.await();
      return GapctlCommand.OK;
    }
  }
}
