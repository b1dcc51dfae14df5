package io.gapwatch.infra.doppler;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.process.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The {@code doppler} command, logged in and set up for a project and config by its user. */
public final class DopplerCli implements SecretSource {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Of a program that was killed, by us or by the system. */
  private static final int KILLED = 128 + 9;

  private final String command;
  private final Duration timeout;

  public DopplerCli(String command) {
    this(command, TIMEOUT);
  }

  DopplerCli(String command, Duration timeout) {
    this.command = command;
    this.timeout = timeout;
  }

  @Override
  public Map<String, Secret> fetch() {
    try {
      Path said = Files.createTempFile("gapctl", ".doppler");
      try {
        return fetch(said);
      } finally {
        Files.delete(said);
      }
    } catch (IOException e) {
      throw new InfraException(
          "could not run " + command + "; install it, or set gapwatch:secretsFrom to doppler", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfraException("interrupted while waiting for " + command, e);
    }
  }

  private Map<String, Secret> fetch(Path said) throws IOException, InterruptedException {
    Ended ended = Ended.of(new ProcessBuilder(command()).redirectError(said.toFile()), "", timeout);
    if (ended.code() == KILLED) {
      throw new InfraException(
          "%s gave no answer within %d s (timed out), or was killed"
              .formatted(command, timeout.toSeconds()));
    }
    if (ended.code() != 0) {
      throw new InfraException(
          "%s ended with exit code %d: %s; try doppler login, doppler setup"
              .formatted(command, ended.code(), Said.in(said)));
    }
    return SecretJson.parse(ended.output(), command);
  }

  /**
   * Without its fallback: when Doppler does not answer, the command would give what it once was
   * told, and an old secret would come back into the vault.
   */
  private List<String> command() {
    return List.of(
        command, "secrets", "download", "--no-file", "--format", "json", "--no-fallback");
  }
}
