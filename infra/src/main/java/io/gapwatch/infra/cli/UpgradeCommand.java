package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.remote.Server;
import io.gapwatch.infra.remote.ServerLook;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gapctl upgrade USER@HOST}. */
@Command(
    name = "upgrade",
    description = {
      "Brings this clone's agent to a server that has one by gapctl install.",
      "The configuration and the state there stay as they are. If the new agent's doctor fails, the "
          + "old one stays."
    },
    mixinStandardHelpOptions = true)
final class UpgradeCommand implements Callable<Integer> {
  @Mixin private ServerOptions options = new ServerOptions();

  @Override
  public Integer call() {
    try (Server server = options.open()) {
      ServerLook look = server.look();
      if (look.release().isEmpty()) {
        throw new InfraException(
            "there is no Gapwatch on %s yet: gapctl install %1$s --config FILE"
                .formatted(options.name()));
      }
      return new ServerRelease(options, server, look).send(Optional.empty(), false, false);
    }
  }
}
