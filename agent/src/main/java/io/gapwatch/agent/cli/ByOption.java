package io.gapwatch.agent.cli;

import io.gapwatch.agent.config.Environment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who acts. */
final class ByOption {
  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Your name. Default: the user running the command.")
  private @Nullable String name;

  /** Cron and containers have no USER; the JDK then asks the system, and says ? if nobody knows. */
  private static boolean isName(String text) {
    return !text.isBlank() && !text.equals("?");
  }

  String name(Environment environment) {
    return Optional.ofNullable(name)
        .or(() -> Optional.ofNullable(environment.variables().get("SUDO_USER")))
        .or(() -> Optional.ofNullable(environment.variables().get("USER")))
        .or(() -> Optional.ofNullable(System.getProperty("user.name")).filter(ByOption::isName))
        .orElse("someone");
  }
}
