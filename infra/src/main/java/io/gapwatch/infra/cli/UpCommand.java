package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.ProjectFiles;
import io.gapwatch.infra.config.Settings;
import io.gapwatch.infra.deploy.CutOff;
import io.gapwatch.infra.deploy.Deployer;
import io.gapwatch.infra.deploy.Hunt;
import io.gapwatch.infra.deploy.OwnAccount;
import io.gapwatch.infra.deploy.Settling;
import io.gapwatch.infra.remote.Phone;
import io.gapwatch.infra.tenancy.Tenancy;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gapctl up}, which is also how releases are shipped. */
@Command(
    name = "up",
    description = "Creates or updates the stack; rotates secrets that changed.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  @Mixin private StackOptions options = new StackOptions();

  @Option(
      names = "--hunt",
      description = {
        "Wait for a free A1 host, trying one availability domain after the other.",
        "Notifies your phone if PUSHOVER_TOKEN and PUSHOVER_USER are set in the environment."
      })
  private boolean hunt;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    new SecretTable(hunt ? hunt(out) : up(out)).print(out);
    return GapctlCommand.OK;
  }

  private Map<String, String> up(PrintWriter out) {
    try (Deployer deployer = options.open(clock(), out, Map.of())) {
      List<CutOff> cutOff = deployer.cutOff();
      cutOff.forEach(each -> print(out, each.words()));
      unwantedPage(out).remove(deployer::buckets, deployer::preview);
      new Settling(UpCommand::sleep, line -> print(out, line)).up(deployer::up);
      // The engine's lines are many, and it may have made the same thing a second time.
      cutOff.forEach(each -> print(out, each.words()));
      return deployer.outputs();
    }
  }

  private UnwantedPage unwantedPage(PrintWriter out) {
    return new UnwantedPage(
        () -> ProjectFiles.read(options.root(), options.stack()),
        () -> Tenancy.of(System.getenv()),
        line -> print(out, line));
  }

  private Map<String, String> hunt(PrintWriter out) {
    Optional<Phone> phone = Phone.of(System.getenv(), options.root());
    HuntNotifier notifier = new HuntNotifier(options.stack(), phone, line -> print(out, line));
    notifier.begins();
    Map<String, String> outputs = new HashMap<>();
    UnwantedPage page = unwantedPage(out);
    try {
      notifier.found(hunt(domain -> outputs.putAll(launched(domain, page, out)), out, notifier));
      new UnknownVms(() -> Tenancy.of(System.getenv()), options.stack())
          .lines(outputs.getOrDefault("created", ""))
          .forEach(line -> print(out, line));
      return outputs;
    } catch (InfraException e) {
      notifier.gaveUp(e);
      throw e;
    } catch (RuntimeException e) {
      // Its words may hold anything.
      notifier.gaveUp(
          new InfraException(
              "an internal error (%s); the terminal has more"
                  .formatted(e.getClass().getSimpleName()),
              e));
      throw e;
    }
  }

  /** One try, from the beginning: the network may be away at any step of it. */
  private Map<String, String> launched(int domain, UnwantedPage page, PrintWriter out) {
    try (Deployer deployer = options.open(clock(), out, Hunt.ENVIRONMENT)) {
      page.remove(deployer::buckets, deployer::preview);
      deployer.set("availabilityDomain", Integer.toString(domain));
      deployer.up();
      return deployer.outputs();
    }
  }

  private int hunt(Hunt.Launch launch, PrintWriter out, HuntNotifier notifier) {
    Settings settings =
        Settings.read(ProjectFiles.read(options.root(), options.stack()), clock().instant());
    return new Hunt(
            launch,
            new OwnAccount(
                () -> Tenancy.of(System.getenv()),
                settings.machine(),
                settings.account().compartmentId()),
            UpCommand::sleep,
            new SecureRandom(),
            new Hunt.Progress(line -> print(out, line), clock(), notifier::stillHunting))
        .run(settings.machine().availabilityDomain());
  }

  private InstantSource clock() {
    return GapctlCommand.clock(spec);
  }

  private static void sleep(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  private static void print(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
