package io.gapwatch.infra.doppler;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.process.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The {@code doppler} command, logged in and set up for a project and config by its user. */
public final class DopplerCli implements SecretSource {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int MOST_LINES = 5;

  /** 128 and SIGKILL. */
  private static final int KILLED = 137;

  private final String command;

  public DopplerCli(String command) {
    this.command = command;
  }

  @Override
  public Map<String, Secret> fetch() {
    try {
      Path said = Files.createTempFile("gapwatch-doppler", ".txt");
      try {
        Ended ended =
            Ended.of(
                new ProcessBuilder(
                        List.of(command, "secrets", "download", "--no-file", "--format", "json"))
                    .redirectError(said.toFile()),
                "",
                TIMEOUT);
        if (ended.code() != 0) {
          throw new InfraException(failure(ended.code(), said));
        }
        return SecretJson.parse(ended.output(), command);
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

  /** With the command's own reason: only that tells a network that is away from a login. */
  private String failure(int code, Path said) throws IOException {
    String reason =
        Files.readString(said, StandardCharsets.ISO_8859_1)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .limit(MOST_LINES)
            .collect(Collectors.joining(" "));
    return code == KILLED
        ? "%s timed out after %d s. %s".formatted(command, TIMEOUT.toSeconds(), reason).strip()
        : "%s ended with exit code %d%s; try doppler login, doppler setup"
            .formatted(command, code, reason.isEmpty() ? "" : ": " + reason);
  }
}
