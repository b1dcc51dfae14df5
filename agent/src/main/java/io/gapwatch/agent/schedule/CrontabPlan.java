package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.KeepAliveConfig.Hold;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The expected crontab block for this machine, user and configuration. */
public final class CrontabPlan {
  /** Set by the launcher to its own absolute path. */
  public static final String LAUNCHER = "GAPWATCH_LAUNCHER";

  private static final Path ETC = Path.of("/etc");

  private final Environment environment;

  public CrontabPlan(Environment environment) {
    this.environment = environment;
  }

  /**
   * The block.
   *
   * @param launcher what cron should start; empty for the script that started this program
   * @param statedState the state folder from the command line
   * @throws GapwatchException if the launcher is unknown, or something is not allowed in a crontab
   */
  public String block(
      Config config, Optional<Path> launcher, Optional<Path> statedState, Instant now) {
    Launch launch =
        new Launch(
            executable(launcher),
            file(config),
            environment.folder().resolve(config.state()),
            statedState.map(environment.folder()::resolve),
            Path.of(System.getProperty("user.home")),
            List.of(
                environment.variables().getOrDefault("PATH", "").split(File.pathSeparator, -1)));
    return CrontabBlock.of(entries(config), launch, MachineZone.of(ETC), now);
  }

  /** The absolute path of the configuration, by which its block is known. */
  public Path file(Config config) {
    return environment.folder().resolve(config.file()).toAbsolutePath().normalize();
  }

  /**
   * The jobs, the upkeep, the summaries, and the keep-alive if it runs in bursts; holding memory is
   * up to a service.
   */
  private static List<CrontabEntry> entries(Config config) {
    return Stream.of(
            config.jobs().values().stream().map(CrontabEntry::of),
            config.upkeep().values().stream().map(CrontabEntry::of),
            config.summaries().values().stream().map(CrontabEntry::of),
            config.keepAlive().filter(each -> each.hold() == Hold.CPU).stream()
                .map(CrontabEntry::of))
        .flatMap(entries -> entries)
        .toList();
  }

  private Path executable(Optional<Path> named) {
    Path launcher =
        named
            .or(() -> Optional.ofNullable(environment.variables().get(LAUNCHER)).map(Path::of))
            .map(environment.folder()::resolve)
            .orElseThrow(
                () ->
                    new GapwatchException(
                        "unknown what cron should start; give the script with --launcher"));
    if (!Files.isExecutable(launcher)) {
      throw new GapwatchException(
          launcher + " is not executable; give another script with --launcher");
    }
    return launcher;
  }
}
