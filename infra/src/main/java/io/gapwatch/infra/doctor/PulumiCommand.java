package io.gapwatch.infra.doctor;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.process.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command {@code pulumi}, asked for an answer.
 *
 * @param root the folder of {@code Pulumi.yaml}
 */
record PulumiCommand(Path root, Map<String, String> environment) {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /**
   * Runs it. What it says beside its answer, of a newer version of itself and the like, is no part
   * of the answer, and would be one of a secret; where it fails, it is the reason.
   */
  Ended run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("pulumi"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--non-interactive", "--color", "never"));
    ProcessBuilder pulumi = new ProcessBuilder(command).directory(root.toFile());
    pulumi.environment().putAll(environment);
    pulumi.environment().put("PULUMI_SKIP_UPDATE_CHECK", "true");
    try {
      Path said = Files.createTempFile("gapctl", ".pulumi");
      try {
        Ended ended = Ended.of(pulumi.redirectError(said.toFile()), "", TIMEOUT);
        return ended.code() == 0
            ? ended
            : new Ended(ended.code(), ended.output() + "\n" + Files.readString(said));
      } finally {
        Files.delete(said);
      }
    } catch (IOException e) {
      throw new InfraException(
          "could not run pulumi; install it (https://www.pulumi.com/docs/install) and put it on the"
              + " PATH",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfraException("interrupted while waiting for pulumi", e);
    }
  }
}
