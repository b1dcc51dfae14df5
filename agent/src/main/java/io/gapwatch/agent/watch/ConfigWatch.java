package io.gapwatch.agent.watch;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks whether the configuration file has changed, and takes a change over only when it is right.
 * It says so once for each change, not each time it looks.
 */
final class ConfigWatch {
  private final Path file;
  private final Supplier<Config> loader;
  private final Consumer<String> out;
  private byte[] seen;

  /**
   * @param file what is looked at
   * @param loader loads it, checked whole
   * @param out hears of changes
   */
  ConfigWatch(Path file, Supplier<Config> loader, Consumer<String> out) {
    this.file = file;
    this.loader = loader;
    this.out = out;
    this.seen = content();
  }

  /** The new configuration, if there is one and it is right. */
  Optional<Config> poll() {
    byte[] content = content();
    if (Arrays.equals(content, seen)) {
      return Optional.empty();
    }
    seen = content;
    try {
      Config config = loader.get();
      out.accept("the configuration has changed and is taken over: " + jobs(config));
      return Optional.of(config);
    } catch (GapwatchException e) {
      out.accept(
          "the configuration has changed but is not right; the old one stays in force: "
              + e.getMessage());
      return Optional.empty();
    }
  }

  private static String jobs(Config config) {
    return "jobs " + String.join(", ", config.jobs().keySet());
  }

  /** An unreadable file is a change like any other: the loader says what is wrong with it. */
  private byte[] content() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      return new byte[0];
    }
  }
}
