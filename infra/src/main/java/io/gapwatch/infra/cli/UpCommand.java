package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.ProjectFiles;
import io.gapwatch.infra.config.Settings;
import io.gapwatch.infra.deploy.Deployer;
import io.gapwatch.infra.deploy.Hunt;
import io.gapwatch.infra.remote.Pushover;
import java.io.PrintWriter;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gapctl up}, which is also how secrets are rotated and releases shipped. */
@Command(
    name = "up",
    aliases = "rotate",
    description = "Makes the cloud as the program says; rotates secrets that changed.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  @Mixin private StackOptions options = new StackOptions();

  @Option(
      names = "--hunt",
      description = {
        "Waits for a free A1 host, going round the availability domains.",
        "Tells your phone, if PUSHOVER_TOKEN and PUSHOVER_USER are in the environment."
      })
  private boolean hunt;

  @Option(names = "--pushover", defaultValue = "https://api.pushover.net", hidden = true)
  private URI pushover = URI.create("https://api.pushover.net");

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Deployer deployer = options.open(out)) {
      if (hunt) {
        hunt(deployer, out);
      } else {
        deployer.up();
      }
    }
    return GapctlCommand.OK;
  }

  private void hunt(Deployer deployer, PrintWriter out) {
    Optional<Pushover> phone = Pushover.of(System.getenv(), pushover);
    HuntNews news = new HuntNews(options.stack(), phone, out::println);
    try {
      news.gotTheMachine(huntIn(deployer, out));
    } catch (InfraException e) {
      news.gaveUp(e);
      throw e;
    }
  }

  private int huntIn(Deployer deployer, PrintWriter out) {
    Hunt.Launch launch =
        domain -> {
          deployer.set("availabilityDomain", Integer.toString(domain));
          deployer.up();
        };
    int first =
        Settings.read(ProjectFiles.read(options.root(), options.stack()))
            .machine()
            .availabilityDomain();
    return new Hunt(launch, time -> Thread.sleep(time.toMillis()), new SecureRandom(), out::println)
        .run(first);
  }
}
