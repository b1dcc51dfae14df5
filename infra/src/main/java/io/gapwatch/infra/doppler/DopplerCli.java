package io.gapwatch.infra.doppler;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The {@code doppler} command, logged in and set up for a project and config by its user. */
public final class DopplerCli implements SecretSource {
  private static final int TIME_OUT_SECONDS = 60;

  private final String command;

  public DopplerCli(String command) {
    this.command = command;
  }

  @Override
  public Map<String, Secret> fetch() {
    try {
      Process process =
          new ProcessBuilder(
                  List.of(command, "secrets", "download", "--no-file", "--format", "json"))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      process.getOutputStream().close();
      // The reading below ends when the process does, so this is its time-out too.
      process
          .onExit()
          .orTimeout(TIME_OUT_SECONDS, TimeUnit.SECONDS)
          .exceptionally(late -> process.destroyForcibly());
      String json = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new InfraException(
            "%s ended with exit code %d (or was stopped after %d s); try doppler login, doppler setup"
                .formatted(command, process.exitValue(), TIME_OUT_SECONDS));
      }
      return SecretJson.parse(json, command);
    } catch (IOException e) {
      throw new InfraException(
          "could not run " + command + "; install it, or set gapwatch:secretsFrom to doppler", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfraException("interrupted while waiting for " + command, e);
    }
  }
}
