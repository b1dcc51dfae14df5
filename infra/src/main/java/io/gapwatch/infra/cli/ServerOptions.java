package io.gapwatch.infra.cli;

import io.gapwatch.infra.remote.Host;
import io.gapwatch.infra.remote.Server;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which server of the operator's, and how to log in to it. */
final class ServerOptions {
  private static final Pattern USER_AT_HOST =
      Pattern.compile("([^@\\s:]+)@(?:\\[([0-9A-Fa-f:.]+)]|([^@\\s:]+))");

  @Parameters(
      paramLabel = "USER@HOST",
      description = {
        "The server, and the user there whose processes are watched:",
        "the agent runs as that user, with jobs in that user's crontab."
      })
  private String server = "";

  @Mixin private LoginOptions login = new LoginOptions();

  @Option(
      names = "--root",
      defaultValue = "${sys:gapwatch.root:-.}",
      paramLabel = "DIR",
      description = "The folder of this clone (default: this clone).")
  private Path root = Path.of(".");

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  Path root() {
    return root.toAbsolutePath().normalize();
  }

  /** As it was typed. */
  String name() {
    return server;
  }

  Server open() {
    return Server.open(host(), line -> print(spec.commandLine().getErr(), line));
  }

  /** Prints a line at once. */
  void print(String line) {
    print(spec.commandLine().getOut(), line);
  }

  private Host host() {
    Matcher parts = USER_AT_HOST.matcher(server);
    if (!parts.matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "'%s' is not USER@HOST, such as deploy@db1.example.org".formatted(server));
    }
    if (!Host.isPort(login.port())) {
      throw new ParameterException(
          spec.commandLine(),
          "--port %d is no port: they go from 1 to 65535".formatted(login.port()));
    }
    String address = parts.group(2) == null ? parts.group(3) : parts.group(2);
    return login.host(address, parts.group(1), root());
  }

  private static void print(PrintWriter writer, String line) {
    writer.println(line);
    writer.flush();
  }
}
