package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.config.ServiceAddress;
import io.gapwatch.infra.remote.HealthcheckApi;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code gapctl healthcheck}. */
@Command(
    name = "healthcheck",
    description = {
      "Creates or updates the dead-man check; reads HEALTHCHECKS_API_KEY from the environment.",
      "With Doppler: doppler run -- scripts/gapctl healthcheck"
    },
    mixinStandardHelpOptions = true)
final class HealthcheckCommand implements Callable<Integer> {
  @Mixin private StackOptions options = new StackOptions();

  @Option(
      names = "--every",
      defaultValue = "3h",
      paramLabel = "TIME",
      converter = Interval.class,
      description = "How often the watcher pings, as in 30m or 3h (default: ${DEFAULT-VALUE}).")
  private Duration every = Duration.ofHours(3);

  @Option(
      names = "--api",
      defaultValue = "https://healthchecks.io",
      paramLabel = "ADDRESS",
      converter = Service.class,
      description = "The service (default: ${DEFAULT-VALUE}).")
  private URI api = URI.create("https://healthchecks.io");

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    Secret key =
        Optional.ofNullable(System.getenv("HEALTHCHECKS_API_KEY"))
            .map(Secret::new)
            .orElseThrow(
                () ->
                    new InfraException(
                        "HEALTHCHECKS_API_KEY is not set in the environment; with Doppler:"
                            + " doppler run -- scripts/gapctl healthcheck"));
    String url = new HealthcheckApi(api, key).upsert("gapwatch-" + options.stack(), every);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Ping URL: %s%n", url);
    out.println("Store it as the secret HEALTHCHECKS_PING_URL, then run gapctl up.");
    out.flush();
    return GapctlCommand.OK;
  }

  /** Hours, minutes or seconds, such as {@code 1h30m}; ISO-8601 too. */
  private static final class Interval implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return Duration.parse(text.startsWith("P") ? text : "PT" + text);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "'%s' is not a duration such as 30m or 3h".formatted(text));
      }
    }
  }

  private static final class Service implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      return ServiceAddress.of(text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' should be %s".formatted(text, ServiceAddress.RULE)));
    }
  }
}
