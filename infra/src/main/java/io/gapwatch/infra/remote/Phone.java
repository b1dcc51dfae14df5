package io.gapwatch.infra.remote;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.process.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages to the operator's phone. This clone's agent sends them, so that what Pushover takes and
 * how it refuses is written once. The keys go by the environment only.
 */
public final class Phone {
  private static final String JAR = "agent/target/gapwatch.jar";
  private static final String CONFIG = "infra/src/main/resources/phone.yaml";
  private static final List<String> KEYS = List.of("PUSHOVER_TOKEN", "PUSHOVER_USER");

  /** How the agent's own messages on standard error begin. */
  private static final String FROM_AGENT = "gapwatch: ";

  /** For the start of Java and the channel's own time-out. */
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final Map<String, String> environment;
  private final Path root;
  private final Duration timeout;

  Phone(Map<String, String> environment, Path root, Duration timeout) {
    this.environment = new HashMap<>(environment);
    this.environment.replaceAll((name, value) -> KEYS.contains(name) ? value.strip() : value);
    this.root = root;
    this.timeout = timeout;
  }

  /**
   * The one of PUSHOVER_TOKEN and PUSHOVER_USER; empty when either is missing.
   *
   * @param root the clone whose agent sends
   */
  public static Optional<Phone> of(Map<String, String> environment, Path root) {
    return KEYS.stream().anyMatch(key -> environment.getOrDefault(key, "").isBlank())
        ? Optional.empty()
        : Optional.of(new Phone(environment, root, TIMEOUT));
  }

  /**
   * Makes sure that there is an agent to send with.
   *
   * @throws InfraException when it is not built
   */
  public void ready() {
    if (!Files.isRegularFile(root.resolve(JAR))) {
      throw notTold(
          "%s is not built; run mvn -q -pl agent -DskipTests package in %s".formatted(JAR, root));
    }
  }

  /**
   * Sends a message.
   *
   * @throws InfraException when it was not delivered, with the agent's reason
   */
  public void send(String text) {
    ready();
    ProcessBuilder agent = new ProcessBuilder(command()).redirectErrorStream(true);
    agent.environment().putAll(environment);
    try {
      Ended ended = Ended.of(agent, text, timeout);
      if (ended.code() != 0) {
        throw notTold(reason(ended));
      }
    } catch (IOException e) {
      throw new InfraException("your phone was not told: could not run " + java(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfraException("interrupted while notifying your phone", e);
    }
  }

  private List<String> command() {
    return List.of(
        java(),
        "-jar",
        root.resolve(JAR).toString(),
        "alert",
        "send",
        "phone",
        "--config=" + root.resolve(CONFIG),
        "--title=gapctl");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Java itself may have printed warnings. */
  private String reason(Ended ended) {
    return ended
        .output()
        .lines()
        .filter(line -> line.startsWith(FROM_AGENT))
        .findFirst()
        .map(line -> line.substring(FROM_AGENT.length()))
        .orElseGet(
            () ->
                "the agent ended with exit code %d (or was stopped after %d s)"
                    .formatted(ended.code(), timeout.toSeconds()));
  }

  private static InfraException notTold(String reason) {
    return new InfraException("your phone was not told: " + reason);
  }
}
