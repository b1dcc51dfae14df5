package io.gapwatch.agent.watch;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.files.RegularFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Watches the configuration file and reloads it when a change is valid. Reports each change once,
 * not at each poll.
 */
final class ConfigWatch {
  /** One more than a configuration may have, see docs/reliability.md. */
  private static final int MOST_BYTES = (1 << 20) + 1;

  private final Path file;
  private final Supplier<Config> loader;
  private final Consumer<String> out;
  private byte[] seen;

  /**
   * @param file the file to watch
   * @param loader loads and validates it
   * @param out receives a line per change
   */
  ConfigWatch(Path file, Supplier<Config> loader, Consumer<String> out) {
    this.file = file;
    this.loader = loader;
    this.out = out;
    this.seen = content();
  }

  /** The new configuration, if it changed and is valid. */
  Optional<Config> poll() {
    byte[] content = content();
    if (Arrays.equals(content, seen)) {
      return Optional.empty();
    }
    seen = content;
    try {
      Config config = loader.get();
      out.accept("configuration reloaded: " + jobs(config));
      return Optional.of(config);
    } catch (GapwatchException e) {
      out.accept(
          "the changed configuration is invalid; the old one stays in use: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static String jobs(Config config) {
    return "jobs " + String.join(", ", config.scheduled().keySet());
  }

  /** An unreadable file is a change like any other: the loader reports what is wrong. */
  private byte[] content() {
    try {
      return RegularFile.read(file, MOST_BYTES);
    } catch (IOException e) {
      return new byte[0];
    }
  }
}
