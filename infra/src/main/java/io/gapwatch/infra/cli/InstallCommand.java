package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.remote.Server;
import io.gapwatch.infra.remote.ServerLook;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gapctl install USER@HOST}. */
@Command(
    name = "install",
    description = {
      "Puts the agent on a server of yours over SSH, with a configuration.",
      "It watches processes, databases and machine from inside. It makes /opt/gapwatch,"
          + " /etc/gapwatch, /var/lib/gapwatch and the command gapwatch, puts the jobs into the"
          + " user's crontab and runs the doctor. Root is needed once, for those folders, by sudo"
          + " without a password; where that is not given it prints the commands for an"
          + " administrator. The same command again changes only what differs."
    },
    mixinStandardHelpOptions = true)
final class InstallCommand implements Callable<Integer> {
  @Mixin private ServerOptions options = new ServerOptions();

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The agent's configuration; the other files of its folder come along.")
  private Path config = Path.of("");

  @Option(
      names = "--replace-config",
      description = "Also where the configuration was edited on the server.")
  private boolean replace;

  @Option(
      names = "--with-secrets",
      description = "Ship files and values that look like secrets, which are refused otherwise.")
  private boolean withSecrets;

  @Override
  public Integer call() {
    try (Server server = options.open()) {
      ServerLook look = server.look();
      if (look.changed() && !replace) {
        throw new InfraException(
            "the configuration on %s was edited there; take the changes over, or say --replace-config"
                .formatted(options.name()));
      }
      return new ServerRelease(options, server, look)
          .send(Optional.of(config), replace, withSecrets);
    }
  }
}
