package io.gapwatch.agent.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A history that may be read and not written, as of another user or on a read-only disk. SQLite
 * writes even to read, so it reads a private copy, with what is not yet in the file itself.
 */
final class ReadOnlyCopy implements AutoCloseable {
  private final Path folder;

  private ReadOnlyCopy(Path folder) {
    this.folder = folder;
  }

  /** Copies the history of this state folder. */
  static ReadOnlyCopy of(Path state) {
    Path file = HistoryFile.name(state);
    try {
      // Named so that a later run deletes what a killed process left.
      Path folder = Files.createTempDirectory("gapwatch-" + ProcessHandle.current().pid() + "-");
      ReadOnlyCopy copy = new ReadOnlyCopy(folder);
      for (String suffix : List.of("", "-wal", "-trace")) {
        Path one = file.resolveSibling(file.getFileName() + suffix);
        if (Files.exists(one)) {
          Files.copy(one, folder.resolve(one.getFileName()));
        }
      }
      return copy;
    } catch (IOException e) {
      throw HistoryUnavailableException.cannotCreate(file, e);
    }
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      // The next run of this user deletes it.
      return;
    }
  }
}
