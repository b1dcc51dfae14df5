package io.gapwatch.infra.cli;

import io.gapwatch.infra.remote.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gapctl uninstall USER@HOST}. */
@Command(
    name = "uninstall",
    description = {
      "Removes from a server what gapctl install put there.",
      "Its jobs go from the crontab, where all other lines stay; the command and the program go. "
          + "Configuration and state stay."
    },
    mixinStandardHelpOptions = true)
final class UninstallCommand implements Callable<Integer> {
  @Mixin private ServerOptions options = new ServerOptions();

  @Option(
      names = "--purge",
      description = "Also remove configuration and state, with all history, for ever.")
  private boolean purge;

  @Override
  public Integer call() {
    try (Server server = options.open()) {
      return server.uninstall(purge, options::print);
    }
  }
}
