package io.gapwatch.infra.doppler;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.process.Ended;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The {@code doppler} command, logged in and set up for a project and config by its user. */
public final class DopplerCli implements SecretSource {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final String command;

  public DopplerCli(String command) {
    this.command = command;
  }

  @Override
  public Map<String, Secret> fetch() {
    try {
      Ended ended =
          Ended.of(
              new ProcessBuilder(
                      List.of(command, "secrets", "download", "--no-file", "--format", "json"))
                  .redirectError(ProcessBuilder.Redirect.INHERIT),
              "",
              TIMEOUT);
      if (ended.code() != 0) {
        throw new InfraException(
            "%s ended with exit code %d (or was stopped after %d s); try doppler login, doppler setup"
                .formatted(command, ended.code(), TIMEOUT.toSeconds()));
      }
      return SecretJson.parse(ended.output(), command);
    } catch (IOException e) {
      throw new InfraException(
          "could not run " + command + "; install it, or set gapwatch:secretsFrom to doppler", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfraException("interrupted while waiting for " + command, e);
    }
  }
}
