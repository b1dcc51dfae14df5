package io.gapwatch.infra.remote;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that keeps the keys which machines showed at the first contact. */
final class KnownHosts {
  private KnownHosts() {}

  /** Makes the file, unless it is there. */
  static void make(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      if (!Files.exists(file)) {
        Files.createFile(file);
      }
    } catch (IOException e) {
      throw new InfraException("could not write " + file + ": " + e.getMessage(), e);
    }
  }
}
