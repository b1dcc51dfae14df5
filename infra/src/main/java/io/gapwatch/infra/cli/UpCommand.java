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
  private static final URI PUSHOVER = URI.create("https://api.pushover.net");

  @Mixin private StackOptions options = new StackOptions();

  @Option(
      names = "--hunt",
      description = {
        "Waits for a free A1 host, going round the availability domains.",
        "Tells your phone, if PUSHOVER_TOKEN and PUSHOVER_USER are in the environment."
      })
  private boolean hunt;

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
    Hunt.Launch launch =
        domain -> {
          deployer.set("availabilityDomain", Integer.toString(domain));
          deployer.up();
        };
    int first =
        Settings.read(ProjectFiles.read(options.root(), options.stack()))
            .machine()
            .availabilityDomain();
    int domain =
        new Hunt(launch, time -> Thread.sleep(time.toMillis()), new SecureRandom(), out::println)
            .run(first);
    Pushover.of(System.getenv(), PUSHOVER).ifPresent(phone -> tell(phone, domain, out));
  }

  /** The machine is there, whether the phone can be reached or not. */
  private void tell(Pushover phone, int domain, PrintWriter out) {
    try {
      phone.send(
          "The hunt of stack %s is over: got the machine in availability domain %d."
              .formatted(options.stack(), domain));
    } catch (InfraException e) {
      out.println(e.getMessage());
    }
  }
}
