package io.gapwatch.infra.cli;

import io.gapwatch.infra.remote.SshSession;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gapctl tunnel}. */
@Command(
    name = "tunnel",
    description = {
      "Forwards a port of the VM to this machine, until Ctrl-C.",
      "gapctl tunnel grafana opens Grafana to you and to nobody else."
    },
    mixinStandardHelpOptions = true)
final class TunnelCommand implements Callable<Integer> {
  private static final int AGENT_PAGE = 8080;

  @Mixin private VmOptions vm = new VmOptions();

  /** What listens on the VM; the ports are those of stack/compose.yaml. */
  private enum Service {
    GRAFANA(3000),
    PROMETHEUS(9090),
    ALERTMANAGER(9093),
    VAULT(8200);

    private final int port;

    Service(int port) {
      this.port = port;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "One of the stack's: ${COMPLETION-CANDIDATES}.")
  private Optional<Service> service = Optional.empty();

  @Option(
      names = "--remote-port",
      paramLabel = "PORT",
      description = "The port on the VM (default: that of the service, else 8080).")
  private Optional<Integer> port = Optional.empty();

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
    int remotePort = port.orElseGet(() -> service.map(each -> each.port).orElse(AGENT_PAGE));
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
